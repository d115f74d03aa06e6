package kept.sip;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What happens to one call is done one after the other, whichever thread it comes from, so that a call needs no locks.
public final class Mailbox {
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);
    private final Executor executor;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    public Mailbox(Executor executor) {
        this.executor = executor;
    }

    /// Has something done when all before it is done.
    public void post(Runnable work) {
        synchronized (waiting) {
            waiting.add(work);
            if (running) {
                return;
            }
            running = true;
        }
        try {
            executor.execute(this::empty);
        } catch (RejectedExecutionException e) {
            LOG.debug("A call heard something after its line was closed; nobody is told.");
        }
    }

    private void empty() {
        for (Runnable work = next(); work != null; work = next()) {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.warn("A step of a call failed; the call goes on with the next.", e);
            }
        }
    }

    private @Nullable Runnable next() {
        synchronized (waiting) {
            Runnable work = waiting.poll();
            running = work != null;
            return work;
        }
    }
}
