package kept.media;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// Who takes what comes to a port and is no RTP (RFC 7983), such as STUN and DTLS. It is told on the receiving thread: it must neither wait
/// nor keep the buffer, and is handed what strangers sent.
@FunctionalInterface
public interface Datagrams {
    void came(ByteBuffer datagram, InetSocketAddress from);
}
