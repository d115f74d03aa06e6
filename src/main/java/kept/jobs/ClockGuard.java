package kept.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Notices when the wall clock steps by more than a minute against the monotonic one, and holds the timers, so that
/// no word is called broken by a wrong clock. They go on when the clock steps back, when the owner says the time is
/// right, or after a quarter of an hour in which it stays (a machine that slept is right after its jump).
@Component
public class ClockGuard {
    private static final Logger log = LoggerFactory.getLogger(ClockGuard.class);
    static final Duration STEP = Duration.ofSeconds(60);
    static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Clock clock;
    private final Ticks ticks;
    private Instant anchor;
    private long anchorTicks;
    private @Nullable Long heldSince;

    ClockGuard(Clock clock, Ticks ticks) {
        this.clock = clock;
        this.ticks = ticks;
        this.anchor = clock.instant();
        this.anchorTicks = ticks.nanos();
    }

    /// True while timers may fire.
    public synchronized boolean trusts() {
        long nowTicks = ticks.nanos();
        Instant now = clock.instant();
        Instant expected = anchor.plusNanos(nowTicks - anchorTicks);
        boolean stepped = Duration.between(expected, now).abs().compareTo(STEP) > 0;
        if (!stepped) {
            if (heldSince != null) {
                log.warn("The clock is back at the expected time. Timers go on.");
                heldSince = null;
            }
            anchor = now;
            anchorTicks = nowTicks;
            return true;
        }
        if (heldSince == null) {
            heldSince = nowTicks;
            log.error(
                    "The clock says {} where {} was expected. Timers are held; they go on when the clock steps back, when the owner confirms the time, or in {} minutes.",
                    now,
                    expected,
                    PATIENCE.toMinutes());
        }
        if (nowTicks - heldSince > PATIENCE.toNanos()) {
            accept();
            return true;
        }
        return false;
    }

    /// The owner says that the clock is right as it is.
    public synchronized void accept() {
        log.warn("The clock is taken as right: {}. Timers go on.", clock.instant());
        anchor = clock.instant();
        anchorTicks = ticks.nanos();
        heldSince = null;
    }

    /// True while timers are held.
    public synchronized boolean holding() {
        return heldSince != null;
    }
}
