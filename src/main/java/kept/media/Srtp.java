package kept.media;

import java.nio.ByteBuffer;

/// Encrypted audio (SRTP, RFC 3711) for one port. A packet is used only after its tag proved right and only once; the numbers of packets
/// that we send are used only once, too.
public final class Srtp implements Guard {
    private final SrtpSuite suite;
    private final SrtpDirection sent;
    private final SrtpDirection heard;

    private Srtp(SrtpSuite suite, SrtpDirection sent, SrtpDirection heard) {
        this.suite = suite;
        this.sent = sent;
        this.heard = heard;
    }

    /// @param ours what we send with
    /// @param theirs what the far side sends with
    public static Srtp with(SrtpSuite suite, MasterKey ours, MasterKey theirs) {
        return new Srtp(suite, new SrtpDirection(suite, ours), new SrtpDirection(suite, theirs));
    }

    /// The guard after signalling named keys again. A direction whose key is the same goes on where it was (RFC 4568 section 7.1.4).
    public Srtp renewed(SrtpSuite next, MasterKey ours, MasterKey theirs) {
        boolean same = next == suite;
        boolean sends = same && sent.master().equals(ours);
        boolean hears = same && heard.master().equals(theirs);
        return sends && hears
                ? this
                : new Srtp(
                        next,
                        sends ? sent : new SrtpDirection(next, ours),
                        hears ? heard : new SrtpDirection(next, theirs));
    }

    @Override
    public boolean protect(ByteBuffer packet) {
        int length = packet.limit();
        synchronized (sent) {
            byte[] room = sent.packet();
            if (length > room.length - OVERHEAD) {
                return false;
            }
            packet.get(0, room, 0, length);
            return put(packet, room, sent.seal(length));
        }
    }

    @Override
    public boolean unprotect(ByteBuffer packet) {
        int length = packet.limit();
        synchronized (heard) {
            byte[] room = heard.packet();
            if (length > room.length) {
                return false;
            }
            packet.get(0, room, 0, length);
            return put(packet, room, heard.open(length));
        }
    }

    private static boolean put(ByteBuffer packet, byte[] room, int length) {
        if (length < 0 || length > packet.capacity()) {
            return false;
        }
        packet.limit(length);
        packet.put(0, room, 0, length);
        return true;
    }
}
