package kept.catcher;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads ends of days, weeks, months and years, and whole weeks, which are over with their last working day.
final class Periods extends Reader {
    private final Moment moment;
    private final Days days;
    private final Dates dates;

    Periods(List<Token> tokens, Moment moment, Days days, Dates dates) {
        super(tokens);
        this.moment = moment;
        this.days = days;
        this.dates = dates;
    }

    @Nullable Piece at(int i, boolean led) {
        int j = is(i, "the") ? i + 1 : i;
        var today = moment.today();
        if (is(j, "cob", "eob", "eod", "cop")) {
            return endOf(j + 1, today);
        }
        if (is(j, "eow")) {
            return Piece.day(j + 1, moment.lastWorkingDay(moment.monday()));
        }
        if (is(j, "eom")) {
            return Piece.day(j + 1, moment.endOfMonth(today));
        }
        if (is(j, "close", "end") && is(j + 1, "of")) {
            return ending(j);
        }
        if (led && is(j, "month", "week", "year") && is(j + 1, "end")) {
            return ofThis(j, today);
        }
        if (is(j, "later") && is(j + 1, "this") && is(j + 2, "week", "month")) {
            return ofThis(j + 2, today);
        }
        return whole(j, led);
    }

    /// The last day of the week, month or year that the word names.
    private @Nullable Piece ofThis(int i, LocalDate inIt) {
        int next = is(i + 1, "end") ? i + 2 : i + 1;
        if (is(i, "week")) {
            return Piece.day(
                    next,
                    moment.lastWorkingDay(inIt.minusDays(inIt.getDayOfWeek().getValue() - 1L)));
        }
        if (is(i, "month")) {
            return Piece.day(next, moment.endOfMonth(inIt));
        }
        if (is(i, "quarter")) {
            var last = inIt.withDayOfMonth(1).withMonth((inIt.getMonthValue() - 1) / 3 * 3 + 3);
            return Piece.day(next, moment.endOfMonth(last));
        }
        return is(i, "year") ? Piece.day(next, LocalDate.of(inIt.getYear(), 12, 31)) : null;
    }

    private @Nullable Piece ending(int i) {
        var today = moment.today();
        int k = i + 2;
        while (is(k, "the", "our", "this", "my", "your") && k - i < 5) {
            k++;
        }
        if (is(k, "business", "play", "work", "office", "trading", "shift")
                && !(is(k, "business", "work") && is(k + 1, "week"))) {
            return endOf(is(k + 1, "hours", "day", "today") ? k + 2 : k + 1, today);
        }
        if (is(i, "close")) {
            return null;
        }
        boolean next = is(k, "next");
        k = is(k, "next", "working", "business", "calendar") ? k + 1 : k;
        if (is(k, "day")) {
            return endOf(k + 1, next ? today.plusDays(1) : today);
        }
        if (is(k, "week", "month", "quarter", "year")) {
            var inIt =
                    !next
                            ? today
                            : is(k, "week")
                                    ? today.plusWeeks(1)
                                    : is(k, "month")
                                            ? today.plusMonths(1)
                                            : is(k, "quarter")
                                                    ? today.plusMonths(3)
                                                    : today.plusYears(1);
            return ofThis(k, inIt);
        }
        var month = Names.MONTHS.get(word(k));
        if (month != null) {
            var first = LocalDate.of(today.getYear(), month, 1);
            return Piece.day(
                    k + 1,
                    moment.endOfMonth(
                            first.plusMonths(1).isAfter(today) ? first : first.plusYears(1)));
        }
        var day = days.at(k);
        return day != null && day.onlyDay() ? day : null;
    }

    /// "Early next week", "by the weekend", "mid-December", "sometime this month".
    private @Nullable Piece whole(int i, boolean led) {
        var today = moment.today();
        boolean early = is(i, "early", "beginning", "start");
        boolean mid = is(i, "mid", "middle");
        boolean late = is(i, "late");
        int k = early || mid || late ? i + 1 : i;
        k = is(k, "of", "-", "in") && k > i ? k + 1 : k;
        var month = Names.MONTHS.get(word(k));
        if (month != null && k > i && !is(k, "may", "mar")) {
            var first = LocalDate.of(today.getYear(), month, 1);
            first = first.plusMonths(1).isAfter(today) ? first : first.plusYears(1);
            return Piece.day(
                    k + 1,
                    early
                            ? first.withDayOfMonth(10)
                            : mid ? first.withDayOfMonth(15) : moment.endOfMonth(first));
        }
        boolean here = is(k, "this");
        boolean next = is(k, "next");
        if ((here || next) && is(k + 1, "month", "year")) {
            if (here && !led && !late) {
                return null;
            }
            var inIt =
                    is(k + 1, "month")
                            ? today.plusMonths(next ? 1 : 0)
                            : today.plusYears(next ? 1 : 0);
            return ofThis(k + 1, inIt);
        }
        if ((here || next) && is(k + 1, "week", "weekend")) {
            var monday = moment.monday().plusWeeks(next ? 1 : 0);
            if (is(k + 1, "weekend")) {
                return Piece.day(k + 2, monday.plusDays(6));
            }
            return Piece.day(
                    k + 2,
                    early
                            ? monday.plusDays(1)
                            : mid ? monday.plusDays(2) : moment.lastWorkingDay(monday));
        }
        if (is(i, "weekend") && led) {
            return Piece.day(i + 1, moment.lastWorkingDay(moment.monday()));
        }
        boolean named =
                month != null
                        && led
                        && is(k - 1, "in", "by", "before")
                        && word(k).length() > 3
                        && !is(k, "may", "march");
        if (named && !is(k + 1, ".", "-", "/")) {
            var first = LocalDate.of(today.getYear(), java.util.Objects.requireNonNull(month), 1);
            first = first.plusMonths(1).isAfter(today) ? first : first.plusYears(1);
            return new Numbers(tokens).dayOfMonth(k + 1) != null
                    ? null
                    : Piece.day(k + 1, is(k - 1, "in") ? moment.endOfMonth(first) : first);
        }
        return null;
    }

    /// "Close of business Thursday": the day may follow.
    private Piece endOf(int next, LocalDate usual) {
        int i = is(next, "on", ",") ? next + 1 : next;
        var day = days.at(i);
        if (day == null || !day.onlyDay()) {
            day = dates.at(i, is(next, "on"));
        }
        return day != null && day.day() != null ? day : Piece.day(next, usual);
    }
}
