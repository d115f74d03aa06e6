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
    private static final Duration SHORTEST = Duration.ofMillis(2);

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
            long longest = LONGEST.toNanos();
            while (longest > 0) {
                Duration left =
                        next.equals(Instant.MAX) ? LONGEST : Duration.between(clock.instant(), next);
                if (left.compareTo(SHORTEST) <= 0) {
                    break;
                }
                long nanos = Math.min(longest, left.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : left.toNanos());
                longest -= nanos - Math.max(0, earlier.awaitNanos(nanos));
                if (nanos == left.toNanos()) {
                    break;
                }
            }
            next = Instant.MAX;
        } finally {
            lock.unlock();
        }
    }
}
