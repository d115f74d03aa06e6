package kept.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/// The same work by several clients at once for a while, each waiting for its answer before it asks again.
record Load(double rate, double p50, double p99, long count, long errors) {
    /// One client's piece of work, to be measured.
    @FunctionalInterface
    interface Work {
        /// @return false if the answer was wrong
        boolean once() throws Exception;
    }

    /// As fast as they can.
    static Load of(int clients, Duration length, IntFunction<? extends Work> client)
            throws InterruptedException {
        return of(clients, length, Duration.ZERO, client);
    }

    /// Each client asks once a `pace`; a time runs from when the question was due, so waiting behind a slow answer counts.
    static Load of(int clients, Duration length, Duration pace, IntFunction<? extends Work> client)
            throws InterruptedException {
        var times = new ConcurrentLinkedQueue<long[]>();
        var errors = new AtomicLong();
        var threads = new ArrayList<Thread>();
        long begun = System.nanoTime();
        long until = begun + length.toNanos();
        for (int i = 0; i < clients; i++) {
            var work = client.apply(i);
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> times.add(work(work, until, pace.toNanos(), errors))));
        }
        for (var thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        long[] all = times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Load(
                all.length / seconds, at(all, 0.50), at(all, 0.99), all.length, errors.get());
    }

    private static long[] work(Work work, long until, long pace, AtomicLong errors) {
        long[] times = new long[1024];
        int count = 0;
        for (long before = System.nanoTime(); before < until; ) {
            boolean right;
            try {
                right = work.once();
            } catch (Exception e) {
                if (errors.get() < 3) {
                    System.err.println("error: " + e);
                }
                right = false;
            }
            long after = System.nanoTime();
            if (!right) {
                errors.incrementAndGet();
            }
            if (count == times.length) {
                times = Arrays.copyOf(times, 2 * count);
            }
            times[count++] = after - before;
            before = pace == 0 ? after : awaited(before + pace);
        }
        return Arrays.copyOf(times, count);
    }

    private static long awaited(long due) {
        for (long left; (left = due - System.nanoTime()) > 0; ) {
            LockSupport.parkNanos(left);
        }
        return due;
    }

    /// In milliseconds.
    static double at(long[] sorted, double share) {
        return sorted.length == 0
                ? 0
                : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)] / 1e6;
    }
}
