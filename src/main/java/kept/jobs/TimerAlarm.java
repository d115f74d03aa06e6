package kept.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/// Wakes the engine for the next timer set on this node; timers of other nodes are found by looking each second.
@Component
class TimerAlarm {
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition earlier = lock.newCondition();
    private Instant next = Instant.MAX;

    TimerAlarm(Clock clock) {
        this.clock = clock;
    }

    void expect(Instant dueAt) {
        lock.lock();
        try {
            if (dueAt.isBefore(next)) {
                next = dueAt;
                earlier.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Waits until the next expected timer, a second at most.
    void await() throws InterruptedException {
        lock.lock();
        try {
            long left = LONGEST.toNanos();
            while (left > 0 && !reached()) {
                long pause = Math.min(left, untilNext().toNanos());
                left -= pause - Math.max(0, earlier.awaitNanos(pause));
            }
            if (reached()) {
                next = Instant.MAX;
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean reached() {
        return !clock.instant().isBefore(next);
    }

    private Duration untilNext() {
        if (next.equals(Instant.MAX)) {
            return LONGEST;
        }
        Duration until = Duration.between(clock.instant(), next);
        return until.compareTo(LONGEST) > 0 ? LONGEST : until.isNegative() ? Duration.ZERO : until;
    }
}
