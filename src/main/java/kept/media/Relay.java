package kept.media;

import java.nio.ByteBuffer;

/// Passes packets of one port on through another, straight through and in the other law where needed. Holes and order stay as they
/// came. Used by the receiving thread.
final class Relay {
    /// Farther than this no packets are missing: the far side has begun to count anew.
    private static final int MAX_JUMP = 3_000;

    private final RtpSender sender;
    private final ByteBuffer out = ByteBuffer.allocateDirect(2_048 + Guard.OVERHEAD);
    private int stream;
    private int expectedNext = -1;
    private int sequenceShift;
    private int timestampShift;

    Relay(RtpSender sender) {
        this.sender = sender;
    }

    /// Passes speech on.
    void speech(RtpPacket packet, Codec from, Codec to, long nanos) {
        boolean fresh = place(packet, nanos);
        head(packet, to.payload(), fresh || packet.marker());
        if (from == to) {
            out.put(packet.buffer().slice(packet.offset(), packet.length()));
        } else {
            for (int i = 0; i < packet.length(); i++) {
                out.put(to.from(from, packet.at(i)));
            }
        }
        sender.send(out);
    }

    /// Passes a key event on.
    void event(RtpPacket packet, int payloadType, long nanos) {
        boolean fresh = place(packet, nanos);
        head(packet, payloadType, fresh || packet.marker());
        sender.send(out.put(packet.buffer().slice(packet.offset(), packet.length())));
    }

    private void head(RtpPacket packet, int payloadType, boolean marker) {
        int number = packet.sequence() + sequenceShift;
        sender.head(out, payloadType, marker, number, packet.timestamp() + timestampShift);
    }

    /// Finds the packet's place in the outgoing stream.
    ///
    /// @return whether the stream begins anew here, because something else was sent in between
    private boolean place(RtpPacket packet, long nanos) {
        boolean fresh =
                packet.source() != stream
                        || sender.nextSequence() != expectedNext
                        || Math.abs((short) (packet.sequence() + sequenceShift - expectedNext))
                                > MAX_JUMP;
        if (fresh) {
            stream = packet.source();
            sequenceShift = sender.nextSequence() - packet.sequence();
            timestampShift = sender.timestampAt(nanos) - packet.timestamp();
        }
        int next = packet.sequence() + sequenceShift + 1;
        if (fresh || (short) (next - expectedNext) > 0) {
            expectedNext = next;
            sender.nextSequence(next);
        }
        return fresh;
    }
}
