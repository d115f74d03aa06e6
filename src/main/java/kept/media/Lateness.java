package kept.media;

import java.util.concurrent.atomic.AtomicLongArray;

/// How late packets were sent, counted in steps of 10 microseconds up to one second.
final class Lateness {
    private static final int STEP_NANOS = 10_000;
    private static final int STEPS = 100_001;
    private final AtomicLongArray counts = new AtomicLongArray(STEPS);

    void add(long nanos) {
        counts.incrementAndGet(Math.clamp(nanos / STEP_NANOS, 0, STEPS - 1));
    }

    /// Nanoseconds that a share of all packets kept to; 0 without packets.
    long quantile(double share) {
        long total = 0;
        for (int i = 0; i < STEPS; i++) {
            total += counts.get(i);
        }
        long wanted = (long) Math.ceil(total * share);
        long seen = 0;
        for (int i = 0; i < STEPS; i++) {
            seen += counts.get(i);
            if (seen >= wanted && seen > 0) {
                return (i + 1L) * STEP_NANOS;
            }
        }
        return 0;
    }
}
