package kept.outbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// Wakes the workers when something was put into the outbox on this node.
@Component
class OutboxBell {
    private final Semaphore rung = new Semaphore(0);

    void ring() {
        if (rung.availablePermits() < 64) {
            rung.release();
        }
    }

    void await(Duration longest) throws InterruptedException {
        if (rung.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            rung.drainPermits();
        }
    }
}
