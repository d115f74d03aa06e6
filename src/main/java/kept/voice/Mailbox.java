package kept.voice;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What happens to one conversation, one thing after the other on a virtual thread of its own, which may wait for the
/// database. Threads of signalling and audio only post here.
final class Mailbox {
    private static final Logger log = LoggerFactory.getLogger(Mailbox.class);

    private final BlockingQueue<Runnable> letters = new LinkedBlockingQueue<>();
    private final ScheduledExecutorService timer;
    private final Runnable onTrouble;
    private volatile boolean open = true;

    /// @param onTrouble done when a letter failed: the conversation must not hang in the air
    Mailbox(String name, ScheduledExecutorService timer, Runnable onTrouble) {
        this.timer = timer;
        this.onTrouble = onTrouble;
        Thread.ofVirtual().name(name).start(this::run);
    }

    void post(Runnable letter) {
        letters.add(letter);
    }

    void after(Duration pause, Runnable letter) {
        var _ = timer.schedule(() -> post(letter), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Nothing is read any more after what is read now.
    void close() {
        open = false;
        letters.add(() -> {});
    }

    private void run() {
        while (open) {
            try {
                letters.take().run();
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                log.error("A call ran into trouble and is ended; its caller is rung back.", e);
                trouble();
            }
        }
    }

    private void trouble() {
        try {
            onTrouble.run();
        } catch (RuntimeException e) {
            log.error(
                    "The call could not be ended in the ledger; another program takes it over.", e);
            close();
        }
    }
}
