package kept.sip;

import java.util.concurrent.atomic.AtomicLong;

/// How many new calls are let in: a bucket that fills evenly and holds the calls of one second, and a
/// limit of calls that live at once. Over it a caller hears 503 at once instead of a line that answers nobody in time.
final class Admission {
    private static final long SECOND = 1_000_000_000L;
    private final int perSecond;
    private final int atOnce;
    private final AtomicLong nextFree;

    Admission(int perSecond, int atOnce, long nanos) {
        this.perSecond = perSecond;
        this.atOnce = atOnce;
        nextFree = new AtomicLong(nanos - burst());
    }

    /// @param live calls that live now
    /// @param nanos the clock of the machine, for measuring time
    boolean admits(int live, long nanos) {
        if (live >= atOnce || perSecond <= 0) {
            return false;
        }
        while (true) {
            long free = nextFree.get();
            long from = Math.max(free, nanos - burst());
            if (from > nanos) {
                return false;
            }
            if (nextFree.compareAndSet(free, from + SECOND / perSecond)) {
                return true;
            }
        }
    }

    private long burst() {
        return Math.max(0, SECOND - SECOND / Math.max(1, perSecond));
    }
}
