package kept.voice;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Counts what one call out costs: some minutes are set aside before it rings, more of them while it goes on, and what was not needed is
/// given back when it ends. So what is set aside is never less than what is spent.
final class CallMeter {
    /// So many minutes are set aside at a time.
    static final int MINUTES = 5;

    private static final Duration AHEAD = Duration.ofMinutes(1);

    private final CallSpending spending;
    private final LocalDate day;
    private final BigDecimal perMinute;
    private final boolean goesOn;
    private final Clock clock;
    private int setAside = MINUTES;
    private @Nullable Instant answeredAt;
    private Runnable onLimit = () -> {};
    private boolean limitReached;
    private boolean over;

    /// @param day to which all of it is counted
    /// @param goesOn whether no limit stops it once it is there
    CallMeter(
            CallSpending spending,
            LocalDate day,
            BigDecimal perMinute,
            boolean goesOn,
            Clock clock) {
        this.spending = spending;
        this.day = day;
        this.perMinute = perMinute;
        this.goesOn = goesOn;
        this.clock = clock;
    }

    LocalDate day() {
        return day;
    }

    boolean goesOn() {
        return goesOn;
    }

    BigDecimal perMinute() {
        return perMinute;
    }

    /// From now on it costs.
    ///
    /// @param limit done once, from another thread, when the day may cost no more
    synchronized void answered(Runnable limit) {
        answeredAt = clock.instant();
        onLimit = limit;
    }

    /// Sets more aside in time, or says that there is no more.
    synchronized void look() {
        var since = answeredAt;
        if (over
                || limitReached
                || since == null
                || clock.instant().plus(AHEAD).isBefore(since.plus(Duration.ofMinutes(setAside)))) {
            return;
        }
        if (spending.setAside(this)) {
            setAside += MINUTES;
        } else {
            limitReached = true;
            onLimit.run();
        }
    }

    /// It is over; what was not needed is given back, once.
    synchronized void stop() {
        if (!over) {
            over = true;
            spending.over(this, setAside - minutes());
        }
    }

    /// Minutes that were begun, as networks count them.
    private long minutes() {
        return answeredAt == null
                ? 0
                : Math.max(
                        1, (Duration.between(answeredAt, clock.instant()).toSeconds() + 59) / 60);
    }
}
