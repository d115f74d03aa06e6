package kept.media;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Whom a port hears, and where it sends. Signalling announces an address; a far side behind NAT speaks from another. So for three seconds the
/// first who speaks is taken, the announced one before any other; after that only the same stream (SSRC) may move. Packets of
/// anybody else are thrown away (RTPbleed). Used by the receiving thread; the target is read by all.
final class Latch {
    private static final long WINDOW_NANOS = 3_000_000_000L;
    private @Nullable InetSocketAddress announced;
    private @Nullable InetSocketAddress latched;
    private volatile @Nullable InetSocketAddress target;
    private long openUntil;
    private int source;

    /// Signalling says where the far side is; the window opens anew when it says something new.
    synchronized void announce(InetSocketAddress address, long nanos) {
        if (!address.equals(announced)) {
            announced = address;
            latched = null;
            target = address;
            openUntil = nanos + WINDOW_NANOS;
        }
    }

    /// Where to send now.
    @Nullable InetSocketAddress target() {
        return target;
    }

    /// Whether a packet from this address and stream is the far side's.
    synchronized boolean accepts(InetSocketAddress from, int stream, long nanos) {
        InetSocketAddress expected = announced;
        if (expected == null) {
            return false;
        }
        InetSocketAddress known = latched;
        if (known != null && from.equals(known)) {
            source = stream;
            return true;
        }
        boolean open = nanos - openUntil < 0;
        boolean first = known == null && (open || from.getAddress().equals(expected.getAddress()));
        boolean better = open && from.equals(expected);
        boolean moved = known != null && stream == source;
        if (!first && !better && !moved) {
            return false;
        }
        latched = from;
        target = from;
        source = stream;
        return true;
    }
}
