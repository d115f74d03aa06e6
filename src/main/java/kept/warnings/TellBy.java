package kept.warnings;

import java.time.Duration;
import java.time.Instant;
import kept.calendars.WorkCalendar;
import kept.customers.QuietHours;

/// Until when an owner has time to tell bad news himself: half of the work that is left, at most four hours of it, never
/// in the customer's quiet hours if there is a moment before or after them. Zero time if less than an hour is left: then
/// the house tells at once.
final class TellBy {
    static final Duration NO_TIME = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofHours(4);
    private static final Duration LEAST = Duration.ofMinutes(15);

    private TellBy() {}

    static Instant of(WorkCalendar calendar, QuietHours quiet, Instant now, Instant due) {
        Duration left = Duration.between(now, due);
        if (left.compareTo(NO_TIME) < 0) {
            return now;
        }
        Duration work = calendar.between(now, due).dividedBy(2);
        Duration time = work.compareTo(LONGEST) < 0 ? work : LONGEST;
        Instant latest = now.plus(left.dividedBy(4).multipliedBy(3));
        Instant wanted =
                time.isZero()
                        ? now.plus(left.dividedBy(2))
                        : earlier(calendar.plus(now, time), latest);
        if (!quiet.hold(wanted)) {
            return wanted;
        }
        Instant before = quiet.last(wanted);
        if (!before.isBefore(now.plus(LEAST))) {
            return before;
        }
        Instant after = quiet.next(wanted);
        // news in the night is better than news after the time
        return after.isBefore(due.minus(LEAST)) ? after : wanted;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
