package kept.webphone;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The side of ICE that never asks (RFC 8445 section 2.5): it answers who proves that he has read our answer, remembers from where he
/// came, and sends to the address that he chose. Used by the receiving thread; what is chosen and when was asked is read by all.
final class IceLite {
    private static final int MOST_ADDRESSES = 16;
    private final IceCredentials ours;
    private final String username;
    private final LinkedHashSet<InetSocketAddress> proved = new LinkedHashSet<>();
    private volatile @Nullable InetSocketAddress chosen;
    private volatile long lastAsked;

    IceLite(IceCredentials ours, String theirFragment, long nanos) {
        this.ours = ours;
        username = ours.fragment() + ":" + theirFragment;
        lastAsked = nanos;
    }

    /// Our answer to a datagram; empty for whatever is no request of this browser.
    Optional<ByteBuffer> answer(ByteBuffer datagram, InetSocketAddress from, long nanos) {
        StunMessage request = StunMessage.read(datagram).orElse(null);
        boolean right =
                request != null
                        && request.type() == StunMessage.BINDING_REQUEST
                        && request.from(username)
                        && request.signedWith(ours.password());
        if (request == null || !right) {
            return Optional.empty();
        }
        var unknown = request.notUnderstood();
        if (!unknown.isEmpty()) {
            return Optional.of(StunAnswer.notUnderstood(request, unknown, ours.password()));
        }
        lastAsked = nanos;
        if (proved.add(from) && proved.size() > MOST_ADDRESSES) {
            proved.removeFirst();
        }
        if (chosen == null || request.has(StunMessage.USE_CANDIDATE)) {
            chosen = from;
        }
        return Optional.of(StunAnswer.seen(request, from, ours.password()));
    }

    /// Whether the browser has proved that it can be reached there.
    boolean proved(InetSocketAddress address) {
        return proved.contains(address);
    }

    /// Where the browser wants to be reached.
    @Nullable InetSocketAddress chosen() {
        return chosen;
    }

    /// When the browser last agreed to be sent to (RFC 7675), by the clock of `System.nanoTime`.
    long lastAsked() {
        return lastAsked;
    }
}
