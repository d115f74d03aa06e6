package kept.catcher;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// Reads how long from now: "in 3 days", "within two working days", "half an hour from now", "two days ago".
final class Spans extends Reader {
    private final Moment moment;
    private final Numbers numbers;

    Spans(List<Token> tokens, Moment moment) {
        super(tokens);
        this.moment = moment;
        this.numbers = new Numbers(tokens);
    }

    private record Count(int next, int wholes, boolean half) {}

    /// Lengths that add up; `clock` if hours or minutes are among them.
    private record Length(
            int next,
            int years,
            int months,
            int days,
            Duration rest,
            boolean clock,
            boolean working) {
        Length plus(Length more) {
            return new Length(
                    more.next,
                    years + more.years,
                    months + more.months,
                    days + more.days,
                    rest.plus(more.rest),
                    clock || more.clock,
                    working || more.working);
        }
    }

    /// After "in" or "within".
    @Nullable Piece within(int i) {
        int j = i;
        while (j - i < 6
                && is(
                        j,
                        "the",
                        "next",
                        "less",
                        "than",
                        "under",
                        "about",
                        "around",
                        "max",
                        "maximum",
                        "at",
                        "most",
                        "just",
                        "approximately",
                        "roughly",
                        "coming",
                        "another",
                        "or",
                        "so",
                        "no",
                        "more",
                        "only",
                        "following")) {
            j++;
        }
        if (is(j, "hour") && j > i) {
            return Piece.exact(j + 1, moment.saidAt().plus(Duration.ofHours(1)));
        }
        if (is(j, "week", "month", "year", "fortnight", "day") && is(j - 1, "the", "next")) {
            var length = unit(new Count(j, 1, false));
            return length == null ? null : ahead(length, 1, moment.today());
        }
        if (is(j, "a", "one")
                && is(
                        j + 1, "moment", "minute", "second", "sec", "bit", "while", "jiffy",
                        "little")) {
            return is(j, "one") && is(j + 1, "minute") ? null : Piece.soon(j + 2);
        }
        if (is(j, "due") && is(j + 1, "course")) {
            return Piece.soon(j + 2);
        }
        var length = length(j);
        return length == null ? null : ahead(length, 1, moment.today());
    }

    /// "Three days from now", "2 hours later", "a month ago", "two Sundays from now".
    @Nullable Piece at(int i) {
        var weekdays = weekdays(i);
        if (weekdays != null) {
            return weekdays;
        }
        var length = length(i);
        if (length == null) {
            return null;
        }
        int j = length.next();
        var today = moment.today();
        if (is(j, "from", "after", "before")) {
            int sign = is(j, "before") ? -1 : 1;
            LocalDate start =
                    is(j + 1, "now", "today")
                            ? today
                            : is(j + 1, "tomorrow", "tmrw")
                                    ? today.plusDays(1)
                                    : is(j + 1, "yesterday") ? today.minusDays(1) : null;
            return start == null || (length.clock() && !start.equals(today))
                    ? null
                    : until(j + 2, ahead(length, sign, start));
        }
        if (is(j, "later", "hence")) {
            return until(j + 1, ahead(length, 1, today));
        }
        return is(j, "ago", "back", "earlier") ? until(j + 1, ahead(length, -1, today)) : null;
    }

    private static @Nullable Piece until(int end, @Nullable Piece piece) {
        return piece == null ? null : piece.until(end);
    }

    private @Nullable Piece weekdays(int i) {
        var count = numbers.count(i);
        if (count == null || count.value() < 1 || count.value() > 50) {
            return null;
        }
        String name = word(count.next());
        DayOfWeek day =
                Names.DAYS.get(name.endsWith("s") ? name.substring(0, name.length() - 1) : name);
        int j = count.next() + 1;
        boolean ahead = is(j, "later") || (is(j, "from") && is(j + 1, "now", "today"));
        return day == null || !ahead
                ? null
                : Piece.day(
                        is(j, "later") ? j + 1 : j + 2,
                        moment.today()
                                .with(TemporalAdjusters.next(day))
                                .plusWeeks(count.value() - 1L));
    }

    private @Nullable Length length(int i) {
        Length sum = null;
        int next = i;
        for (int parts = 0; parts < 5; parts++) {
            int j = sum == null ? next : is(next, "and", ",") ? next + 1 : next;
            var count = count(j);
            var one = count == null ? null : unit(count);
            if (one == null) {
                break;
            }
            sum = sum == null ? one : sum.plus(one);
            next = sum.next();
        }
        return sum;
    }

    private @Nullable Count count(int i) {
        if ((is(i, "half") && is(i + 1, "an", "a")) || (is(i, "a") && is(i + 1, "half"))) {
            return new Count(i + 2, 0, true);
        }
        int j = is(i, "a") ? i + 1 : i;
        if (is(j, "couple")) {
            return new Count(is(j + 1, "of") ? j + 2 : j + 1, 2, false);
        }
        if (is(j, "few", "several")) {
            return new Count(j + 1, 3, false);
        }
        if (is(j, "dozen") && j > i) {
            return new Count(j + 1, 12, false);
        }
        var number = numbers.count(i);
        if (number == null) {
            return null;
        }
        int wholes = number.value();
        j = number.next();
        // of "2 to 3 days" the longer one is the word
        var second = is(j, "-", "–", "to", "or") ? numbers.count(j + 1) : null;
        if (second != null && second.value() >= wholes) {
            wholes = second.value();
            j = second.next();
        }
        if (is(j, "(") && is(j + 2, ")")) {
            j += 3;
        }
        if (is(j, "and") && is(j + 1, "a") && is(j + 2, "half")) {
            return new Count(j + 3, wholes, true);
        }
        if (is(j, ".", ",") && is(j + 1, "5") && adjacent(j) && adjacent(j + 1)) {
            return new Count(j + 2, wholes, true);
        }
        return new Count(j, wholes, false);
    }

    private @Nullable Length unit(Count count) {
        int i = count.next();
        int n = count.wholes();
        i = is(i, "full", "more", "whole", "short") ? i + 1 : i;
        boolean working = is(i, "working", "business", "work", "office", "bank", "banking");
        int j = working ? i + 1 : i;
        int next = is(j + 1, "'") && is(j + 2, "time") ? j + 3 : is(j + 1, "time") ? j + 2 : j + 1;
        if (is(j, "second", "seconds", "sec", "secs")) {
            return new Length(next, 0, 0, 0, Duration.ofSeconds(n), true, false);
        }
        if (is(j, "minute", "minutes", "min", "mins", "minutes'")) {
            return new Length(next, 0, 0, 0, Duration.ofMinutes(n), true, false);
        }
        if (is(j, "hour", "hours", "hr", "hrs", "h", "hour's", "hours'")) {
            boolean andHalf = is(j + 1, "and") && is(j + 2, "a") && is(j + 3, "half");
            var length = Duration.ofHours(n).plusMinutes(count.half() || andHalf ? 30 : 0);
            return new Length(andHalf ? j + 4 : next, 0, 0, 0, length, true, working);
        }
        if (is(j, "day", "days", "day's", "days'")) {
            return new Length(
                    next, 0, 0, working ? Math.max(1, n) : n, Duration.ZERO, false, working);
        }
        if (is(j, "week", "weeks", "week's", "weeks'", "wk", "wks")) {
            return new Length(
                    next, 0, 0, n * 7 + (count.half() ? 3 : 0), Duration.ZERO, false, false);
        }
        if (is(j, "fortnight")) {
            return new Length(next, 0, 0, 14 * n, Duration.ZERO, false, false);
        }
        if (is(j, "month", "months", "month's", "months'")) {
            return new Length(next, 0, n, count.half() ? 15 : 0, Duration.ZERO, false, false);
        }
        return is(j, "year", "years", "year's")
                ? new Length(next, n, count.half() ? 6 : 0, 0, Duration.ZERO, false, false)
                : null;
    }

    private @Nullable Piece ahead(Length length, int sign, LocalDate start) {
        try {
            if (length.working() && length.clock()) {
                return sign < 0
                        ? null
                        : Piece.exact(
                                length.next(),
                                moment.calendar().plus(moment.saidAt(), length.rest()));
            }
            if (length.working()) {
                return Piece.day(
                        length.next(),
                        moment.calendar().plusWorkingDays(start, sign * length.days()));
            }
        } catch (Refusal _) {
            // the calendar has not that much working time: nobody can mean it
            return null;
        }
        if (length.clock()) {
            Instant at =
                    moment.saidAt()
                            .atZone(moment.zone())
                            .plusYears((long) sign * length.years())
                            .plusMonths((long) sign * length.months())
                            .plusDays((long) sign * length.days())
                            .toInstant();
            return Piece.exact(length.next(), at.plus(length.rest().multipliedBy(sign)));
        }
        return Piece.day(
                length.next(),
                start.plusYears((long) sign * length.years())
                        .plusMonths((long) sign * length.months())
                        .plusDays((long) sign * length.days()));
    }
}
