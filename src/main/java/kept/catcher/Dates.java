package kept.catcher;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads days of the calendar: "25 November", "Nov 25th, 2026", "25/11/2026", "2026-11-25", "the 25th of next month".
final class Dates extends Reader {
    private static final int RECENT_DAYS = 60;

    private final Moment moment;
    private final Numbers numbers;

    Dates(List<Token> tokens, Moment moment) {
        super(tokens);
        this.moment = moment;
        this.numbers = new Numbers(tokens);
    }

    /// @param led after a word such as "on" or "by", where a bare number may be a day
    @Nullable Piece at(int i, boolean led) {
        int j = is(i, "the") ? i + 1 : i;
        var month = Names.MONTHS.get(word(j));
        if (month != null) {
            boolean plainWord = is(j, "may", "mar", "sep", "dec", "jan", "march");
            return plainWord && !dayFollows(j) ? null : monthFirst(j, month);
        }
        if (digits(j) && word(j).length() == 4) {
            return yearFirst(j);
        }
        if (digits(j)
                && is(j + 1, "/", ".", "-")
                && adjacent(j + 1)
                && adjacent(j + 2)
                && digits(j + 2)) {
            return numeric(j, led);
        }
        return dayFirst(j, led, j > i);
    }

    private boolean dayFollows(int month) {
        int j = is(month + 1, ".", "-", "/", "the") ? month + 2 : month + 1;
        return numbers.dayOfMonth(j) != null;
    }

    private @Nullable Piece monthFirst(int i, int month) {
        int j = is(i + 1, ".", "-", "/") ? i + 2 : i + 1;
        j = is(j, "the") ? j + 1 : j;
        var day = numbers.dayOfMonth(j);
        if (day == null || (digits(j) && word(j).length() > 2)) {
            return null;
        }
        int next = day.next();
        var year = numbers.year(is(next, ",", "-", "/") ? next + 1 : next);
        if (year != null && !minutesFollow(year.next())) {
            return onDate(year.next(), year.value(), month, day.value());
        }
        return inComing(next, month, day.value());
    }

    /// "Oct 26 15:50" has no year in it.
    private boolean minutesFollow(int i) {
        return is(i, ":") && adjacent(i) && digits(i + 1);
    }

    private @Nullable Piece yearFirst(int i) {
        if (!is(i + 1, "-", "/", ".") || !is(i + 3, "-", "/", ".") || !digits(i + 4, 2)) {
            return null;
        }
        Integer month =
                digits(i + 2, 2) ? Integer.valueOf(value(i + 2)) : Names.MONTHS.get(word(i + 2));
        return month == null ? null : onDate(i + 5, value(i), month, value(i + 4));
    }

    private @Nullable Piece numeric(int i, boolean led) {
        String sign = word(i + 1);
        if (!digits(i, 2) || !digits(i + 2, 2)) {
            return null;
        }
        int a = value(i);
        int b = value(i + 2);
        boolean swap = (!moment.dayFirst() && a <= 12 && (!sign.equals(".") || b > 12)) || b > 12;
        int day = swap ? b : a;
        int month = swap ? a : b;
        if (is(i + 3, sign, ",") && adjacent(i + 3) && adjacent(i + 4) && digits(i + 4)) {
            int length = word(i + 4).length();
            return length == 4 || length == 2
                    ? onDate(
                            i + 5,
                            length == 2 ? Numbers.century(value(i + 4)) : value(i + 4),
                            month,
                            day)
                    : null;
        }
        boolean whole = sign.equals(".") && is(i + 3, ".") && adjacent(i + 3) && led;
        boolean sure =
                switch (sign) {
                    case "/" -> led || day > 12;
                    case "." -> whole || (is(i - 1, "on", "in") && day > 12);
                    default -> is(i - 1, "on") && day > 12;
                };
        return sure && !is(i + 3, "hours", "h", "days", "%")
                ? inComing(whole ? i + 4 : i + 3, month, day)
                : null;
    }

    private @Nullable Piece dayFirst(int i, boolean led, boolean the) {
        var day = numbers.dayOfMonth(i);
        if (day == null) {
            return null;
        }
        boolean counted = numbers.ordinal(i) != null;
        int next = day.next();
        int j = is(next, "of", ".", "-", "/") ? next + 1 : next;
        j = is(j, "the") ? j + 1 : j;
        var month = Names.MONTHS.get(word(j));
        if (month != null
                && !(is(j, "may", "march")
                        && j == next
                        && !counted
                        && is(j + 1, "be", "have", "also"))) {
            int k = is(j + 1, ".", ",", "-", "/") ? j + 2 : j + 1;
            var year = numbers.year(k);
            return year != null && !minutesFollow(year.next())
                    ? onDate(year.next(), year.value(), month, day.value())
                    : inComing(j + 1, month, day.value());
        }
        if (counted && (led || the)) {
            return dayOfSomeMonth(next, day.value());
        }
        boolean bare = (is(i - 1, "on") || the) && endsThere(next);
        return bare ? inSomeMonth(next, day.value(), moment.today().withDayOfMonth(1), true) : null;
    }

    private @Nullable Piece dayOfSomeMonth(int next, int day) {
        var first = moment.today().withDayOfMonth(1);
        if (!is(next, "of")) {
            return things(next) ? null : inSomeMonth(next, day, first, true);
        }
        int j = is(next + 1, "the") ? next + 2 : next + 1;
        if (!is(j, "this", "next", "last", "coming") || !is(j + 1, "month")) {
            return is(j, "month") ? inSomeMonth(j + 1, day, first, true) : null;
        }
        int months = is(j, "this") ? 0 : is(j, "last") ? -1 : 1;
        return inSomeMonth(j + 2, day, first.plusMonths(months), false);
    }

    private @Nullable Piece inSomeMonth(int next, int day, LocalDate first, boolean ahead) {
        var month = first;
        for (int tries = 0; tries < (ahead ? 3 : 1); tries++) {
            if (day <= month.lengthOfMonth()
                    && !(ahead && month.withDayOfMonth(day).isBefore(moment.today()))) {
                return Piece.day(next, month.withDayOfMonth(day));
            }
            month = month.plusMonths(1);
        }
        return null;
    }

    /// A bare number is a day only where nothing else can follow from it: "on the 15", "on 15 at 8:00".
    private boolean endsThere(int i) {
        return i >= tokens.size() || is(i, ".", ",", "!", ";", ")", "at", "and", "by", "before");
    }

    /// "The 2nd floor", "the 1st of them": an ordinal before a noun counts things, not days.
    private boolean things(int i) {
        return i < tokens.size()
                && Character.isLetter(word(i).charAt(0))
                && !is(
                        i, "at", "by", "in", "and", "or", "to", "before", "between", "from", "when",
                        "so", "for", "with", "as", "we", "i", "you", "around", "latest", "if",
                        "but", "because", "after", "until", "the", "our", "your", "a");
    }

    private static @Nullable Piece onDate(int next, int year, int month, int day) {
        return date(year, month, day).map(date -> Piece.day(next, date)).orElse(null);
    }

    /// A date without a year is the next one; where it was just now they may rather talk about that.
    private @Nullable Piece inComing(int next, int month, int day) {
        var today = moment.today();
        for (int years = 0; years < 9; years++) {
            var date = date(today.getYear() + years, month, day);
            if (date.isPresent() && !date.get().isBefore(today)) {
                var before = date.get().minusYears(1);
                boolean justWas =
                        ChronoUnit.DAYS.between(before, today) < RECENT_DAYS
                                && !before.equals(today);
                return justWas && years > 0
                        ? Piece.doubtful(next, date.get())
                        : Piece.day(next, date.get());
            }
        }
        return null;
    }

    private static Optional<LocalDate> date(int year, int month, int day) {
        try {
            return Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
