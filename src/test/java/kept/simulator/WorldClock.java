package kept.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// The clock of the simulated world; only the world lets it go on.
final class WorldClock extends Clock {
    private Instant now;
    private long ticks;

    WorldClock(Instant now) {
        this.now = now;
    }

    void pass(Duration time) {
        now = now.plus(time);
        ticks += time.toNanos();
    }

    long ticks() {
        return ticks;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(now, zone);
    }
}
