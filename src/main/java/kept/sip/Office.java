package kept.sip;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What every call shares: the wire, the threads, the clock for pauses, and the length of sessions.
record Office(
        Wire wire,
        Executor threads,
        ScheduledExecutorService timers,
        Duration sessions,
        Calls calls) {

    /// Does something later in a mailbox; null once the line is closed.
    @Nullable Future<?> later(Duration pause, Mailbox mailbox, Runnable work) {
        try {
            return timers.schedule(
                    () -> mailbox.post(work), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return null;
        }
    }

    static void cancel(@Nullable Future<?> future) {
        if (future != null) {
            future.cancel(false);
        }
    }
}
