package kept.promises;

import java.time.Duration;
import java.time.Instant;
import kept.calendars.WorkCalendar;
import org.jspecify.annotations.Nullable;

/// When to look at a promise before it falls due: a reminder to its owner half way, and the moment from which it is at
/// risk. That is when, by what the unit really did, it has become unlikely to be kept; where too little is known, when a
/// quarter of the working time is left, or two hours of it.
record Foresight(@Nullable Instant remindAt, Instant riskAt) {
    /// Less likely than this to be kept is at risk.
    static final double LIKELY = 0.5;

    private static final Duration WARNING = Duration.ofHours(2);
    private static final Duration WORTH_REMINDING = Duration.ofHours(4);
    private static final Duration LITTLE = Duration.ofMinutes(30);
    private static final Duration LEAST_WARNING = Duration.ofMinutes(15);

    static Foresight of(WorkCalendar calendar, Instant givenAt, Instant due) {
        return of(calendar, givenAt, due, null);
    }

    /// @param unlikelyFrom when it comes to be unlikely to be kept; null if nobody knows
    static Foresight of(
            WorkCalendar calendar, Instant givenAt, Instant due, @Nullable Instant unlikelyFrom) {
        Duration work = calendar.between(givenAt, due);
        if (work.compareTo(LITTLE) < 0) {
            Duration span = Duration.between(givenAt, due);
            return new Foresight(null, due.minus(warning(span)));
        }
        Instant byRule = calendar.plus(givenAt, work.minus(warning(work)));
        Instant riskAt =
                unlikelyFrom == null ? byRule : forecast(calendar, givenAt, work, unlikelyFrom);
        return new Foresight(
                work.compareTo(WORTH_REMINDING) < 0
                        ? null
                        : calendar.plus(givenAt, work.dividedBy(2)),
                riskAt.isAfter(due) ? due : riskAt);
    }

    /// Not before a quarter of the time is gone, for whoever gave it knew its chances; and early enough to tell somebody.
    private static Instant forecast(
            WorkCalendar calendar, Instant givenAt, Duration work, Instant unlikelyFrom) {
        Instant first = calendar.plus(givenAt, work.dividedBy(4));
        Duration tenth = work.dividedBy(10);
        Instant last =
                calendar.plus(
                        givenAt,
                        work.minus(tenth.compareTo(LEAST_WARNING) < 0 ? LEAST_WARNING : tenth));
        return unlikelyFrom.isBefore(first)
                ? first
                : unlikelyFrom.isAfter(last) ? last : unlikelyFrom;
    }

    private static Duration warning(Duration span) {
        Duration quarter = span.dividedBy(4);
        return quarter.compareTo(WARNING) < 0 ? quarter : WARNING;
    }
}
