package kept.mail;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// Wakes whoever files mail when some came in on this node.
@Component
class MailBell {
    private final Semaphore rung = new Semaphore(0);

    void ring() {
        if (rung.availablePermits() < 4) {
            rung.release();
        }
    }

    void await(Duration longest) throws InterruptedException {
        if (rung.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            rung.drainPermits();
        }
    }
}
