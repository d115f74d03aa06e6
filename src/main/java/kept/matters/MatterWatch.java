package kept.matters;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Looks every few seconds whether a matter has come again; it stands in nobody's way while a case is opened.
@Component
class MatterWatch implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(MatterWatch.class);
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Matters matters;
    private final boolean started;
    private volatile boolean running;
    private Thread watcher = new Thread();

    MatterWatch(Matters matters, @Value("${kept.timers:true}") boolean started) {
        this.matters = matters;
        this.started = started;
    }

    private void run() {
        while (running) {
            try {
                matters.turn();
            } catch (RuntimeException trouble) {
                if (running) {
                    log.warn(
                            "Letters could not be looked through; the next try is in seconds.",
                            trouble);
                }
            }
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    @Override
    public void start() {
        if (started) {
            running = true;
            watcher = Thread.ofVirtual().name("matters").start(this::run);
        }
    }

    @Override
    public void stop() {
        running = false;
        watcher.interrupt();
        try {
            watcher.join(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
