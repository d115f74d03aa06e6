package kept.calendars;

import java.time.Duration;
import java.time.Instant;

/// A stretch of time; `to` is not part of it.
public record Interval(Instant from, Instant to) {
    public Duration length() {
        return Duration.between(from, to);
    }
}
