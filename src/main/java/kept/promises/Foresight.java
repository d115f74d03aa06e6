package kept.promises;

import java.time.Duration;
import java.time.Instant;
import kept.calendars.WorkCalendar;
import org.jspecify.annotations.Nullable;

/// When to look at a promise before it falls due: a reminder to its owner half way, and a warning while there is
/// still time to tell the customer, both counted in the unit's working time where there is enough of it.
record Foresight(@Nullable Instant remindAt, Instant riskAt) {
    private static final Duration WARNING = Duration.ofHours(2);
    private static final Duration WORTH_REMINDING = Duration.ofHours(4);
    private static final Duration LITTLE = Duration.ofMinutes(30);

    static Foresight of(WorkCalendar calendar, Instant givenAt, Instant due) {
        Duration work = calendar.between(givenAt, due);
        if (work.compareTo(LITTLE) < 0) {
            Duration span = Duration.between(givenAt, due);
            return new Foresight(null, due.minus(warning(span)));
        }
        Instant riskAt = calendar.plus(givenAt, work.minus(warning(work)));
        return new Foresight(
                work.compareTo(WORTH_REMINDING) < 0
                        ? null
                        : calendar.plus(givenAt, work.dividedBy(2)),
                riskAt.isAfter(due) ? due : riskAt);
    }

    private static Duration warning(Duration span) {
        Duration quarter = span.dividedBy(4);
        return quarter.compareTo(WARNING) < 0 ? quarter : WARNING;
    }
}
