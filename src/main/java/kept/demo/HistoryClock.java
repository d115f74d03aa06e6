package kept.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import kept.jobs.Ticks;
import org.jspecify.annotations.Nullable;

/// A clock that plays the past quickly and then goes on as the machine's. While the past is played, its ticks follow
/// it, so that nobody takes the play for a wrong clock.
final class HistoryClock extends Clock implements Ticks {
    private static final Clock MACHINE = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));

    private volatile @Nullable Instant played;

    HistoryClock(Instant start) {
        this.played = start;
    }

    /// What the machine says, whatever is played.
    static Instant present() {
        return MACHINE.instant();
    }

    void playTo(Instant at) {
        played = at;
    }

    /// From here on it is the machine's clock.
    void letGo() {
        played = null;
    }

    @Override
    public Instant instant() {
        var at = played;
        return at == null ? present() : at;
    }

    @Override
    public long nanos() {
        return Duration.between(Instant.EPOCH, instant()).toNanos();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.tick(Clock.system(zone), Duration.ofNanos(1_000));
    }
}
