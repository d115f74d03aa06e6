package kept.catcher;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads days by name: "today", "the day after tomorrow", "next Friday", "Friday next week", "the first Monday of July".
final class Days extends Reader {
    private static final LocalTime FIRST_THING = LocalTime.of(10, 0);
    private static final LocalTime UP = LocalTime.of(8, 0);

    private final Moment moment;
    private final Numbers numbers;
    private final Dates dates;

    Days(List<Token> tokens, Moment moment, Dates dates) {
        super(tokens);
        this.moment = moment;
        this.numbers = new Numbers(tokens);
        this.dates = dates;
    }

    @Nullable Piece at(int i) {
        var today = moment.today();
        if (is(i, "today")) {
            return Piece.day(i + 1, today);
        }
        if (is(i, "tomorrow", "tmrw", "tomorow", "tmr", "tommorow", "tommorrow")) {
            return Piece.day(i + 1, today.plusDays(1));
        }
        if (is(i, "yesterday")) {
            return Piece.day(i + 1, today.minusDays(1));
        }
        if (is(i, "later") && is(i + 1, "today")) {
            return Piece.day(i + 2, today);
        }
        if (is(i, "first") && is(i + 1, "thing")) {
            return firstThing(is(i + 2, "in", "on") ? i + 3 : i + 2);
        }
        int j = is(i, "the") ? i + 1 : i;
        if (is(j, "day") && is(j + 1, "after", "before")) {
            if (is(j + 1, "after") && is(j + 2, "tomorrow", "tmrw", "tmr")) {
                return Piece.day(j + 3, today.plusDays(2));
            }
            return is(j + 1, "before") && is(j + 2, "yesterday")
                    ? Piece.day(j + 3, today.minusDays(2))
                    : null;
        }
        if (is(j, "next", "last", "past", "this", "same", "following")
                && is(j + 1, "day")
                && !is(j + 2, "or", "of", "delivery")) {
            int days = is(j, "next", "following") ? 1 : is(j, "last", "past") ? -1 : 0;
            return Piece.day(j + 2, today.plusDays(days));
        }
        if (is(j, "next", "following") && is(j + 1, "working", "business") && is(j + 2, "day")) {
            return Piece.day(j + 3, moment.calendar().plusWorkingDays(today, 1));
        }
        var counted = counted(j);
        return counted != null ? counted : weekday(i);
    }

    private @Nullable Piece firstThing(int i) {
        if (is(i, "the") && is(i + 1, "morning")) {
            return Piece.part(
                    i + 2,
                    moment.clock().isBefore(UP) ? moment.today() : moment.today().plusDays(1),
                    FIRST_THING);
        }
        var day = i < tokens.size() && !is(i, "first") ? at(i) : null;
        return day != null && day.onlyDay()
                ? Piece.part(
                        is(day.next(), "morning") ? day.next() + 1 : day.next(),
                        day.day(),
                        FIRST_THING)
                : null;
    }

    /// "The first Monday of July", "second Sunday": of this month if none is named.
    private @Nullable Piece counted(int i) {
        var which = numbers.ordinal(i);
        if (which == null || which.value() > 5) {
            return null;
        }
        var named = Names.DAYS.get(word(which.next()));
        if (named == null || word(which.next()).length() < 6) {
            return null;
        }
        int j = which.next() + 1;
        var month = moment.today().withDayOfMonth(1);
        int end = j;
        if (is(j, "of", "in")) {
            int k = is(j + 1, "the") ? j + 2 : j + 1;
            var number = Names.MONTHS.get(word(k));
            if (number != null) {
                month = month.withMonth(number);
                month = month.plusMonths(1).isAfter(moment.today()) ? month : month.plusYears(1);
                end = k + 1;
            } else if (is(k, "next", "this", "last", "previous", "coming") && is(k + 1, "month")) {
                month = month.plusMonths(is(k, "this") ? 0 : is(k, "next", "coming") ? 1 : -1);
                end = k + 2;
            }
        }
        var day = month.with(TemporalAdjusters.dayOfWeekInMonth(which.value(), named));
        return day.getMonth() == month.getMonth() ? Piece.day(end, day) : null;
    }

    private @Nullable Piece weekday(int i) {
        if (is(i, "this", "next", "last") && is(i + 1, "week")) {
            int j = is(i + 2, "on", ",") ? i + 3 : i + 2;
            j = is(j, "on") ? j + 1 : j;
            var named = Names.DAYS.get(word(j));
            return named == null ? null : Piece.day(j + 1, inWeek(named, weeks(i)));
        }
        int j = i;
        boolean coming = false;
        int weeks = Integer.MIN_VALUE;
        while (j - i < 3 && is(j, "this", "next", "coming", "the", "upcoming", "last")) {
            coming |= is(j, "coming", "upcoming");
            weeks = is(j, "this", "next", "last") ? weeks(j) : weeks;
            j++;
        }
        var named = Names.DAYS.get(word(j));
        if (named == null || (is(j, "sat", "sun", "mon", "wed") && plainWord(j))) {
            return null;
        }
        int end = is(j + 1, ".") && word(j).length() < 5 && j + 2 < tokens.size() ? j + 2 : j + 1;
        boolean within = weeks != Integer.MIN_VALUE && !coming;
        int of = is(end, "of", "in") ? end + 1 : end;
        if (!within && is(of, "next", "this", "last") && is(of + 1, "week")) {
            return Piece.day(of + 2, inWeek(named, weeks(of)));
        }
        if (!within && is(end, "week")) {
            return Piece.day(
                    end + 1, moment.today().with(TemporalAdjusters.next(named)).plusWeeks(1));
        }
        if (within) {
            return Piece.day(end, inWeek(named, weeks));
        }
        var date = dated(end, named);
        return date != null
                ? date
                : Piece.day(end, moment.today().with(TemporalAdjusters.next(named)));
    }

    private int weeks(int i) {
        return is(i, "this") ? 0 : is(i, "next") ? 1 : -1;
    }

    private LocalDate inWeek(DayOfWeek named, int weeks) {
        return moment.monday().plusWeeks(weeks).with(TemporalAdjusters.nextOrSame(named));
    }

    /// "Friday, 27 November", and "Thursday the 26th", which is one that is a Thursday.
    private @Nullable Piece dated(int end, DayOfWeek named) {
        int k = is(end, ",") ? end + 1 : end;
        if (is(k, "the") && is(k + 1, "morning", "afternoon", "evening")) {
            return null;
        }
        int number = is(k, "the") ? k + 1 : k;
        var day = numbers.dayOfMonth(number);
        if (day != null
                && (number > k || numbers.ordinal(number) != null)
                && !is(day.next(), "of", "-", ":")
                && !Names.MONTHS.containsKey(word(day.next()))) {
            var month = moment.today().withDayOfMonth(1);
            for (int tries = 0; tries < 12; tries++, month = month.plusMonths(1)) {
                if (day.value() <= month.lengthOfMonth()
                        && month.withDayOfMonth(day.value()).getDayOfWeek() == named) {
                    return Piece.day(day.next(), month.withDayOfMonth(day.value()));
                }
            }
        }
        var date = dates.at(k, number > k);
        return date != null && date.day() != null ? date : null;
    }

    /// "Sat", "sun" and "wed" are words of their own at the end of nothing that names a time.
    private boolean plainWord(int i) {
        return !(i > 0 && is(i - 1, "on", "by", "next", "this", "before", "until", "coming", ","))
                && !is(i + 1, ".", ",")
                && !Names.MONTHS.containsKey(word(i + 1));
    }
}
