package kept.sip;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/// Answers to wrong proofs, each sent after a time at random, so that how long it took tells a guesser nothing about names.
final class LateAnswers {
    private static final Duration LONGEST = Duration.ofMillis(20);
    private static final int WAITING = 1_000;
    private final Semaphore room = new Semaphore(WAITING);

    /// Beyond what there is room for an answer is sent at once: a flood is no way to measure.
    void later(Runnable answer) {
        if (!room.tryAcquire()) {
            answer.run();
            return;
        }
        long pause = ThreadLocalRandom.current().nextLong(LONGEST.toNanos());
        var _ =
                Thread.ofVirtual()
                        .name("sip-late")
                        .start(() -> {
                            try {
                                LockSupport.parkNanos(pause);
                                answer.run();
                            } finally {
                                room.release();
                            }
                        });
    }
}
