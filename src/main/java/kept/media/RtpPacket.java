package kept.media;

import java.nio.ByteBuffer;
import java.util.Optional;

/// The parts of an RTP packet (RFC 3550 section 5.1). The payload lies in the buffer it was read from.
record RtpPacket(
        int payloadType,
        boolean marker,
        int sequence,
        int timestamp,
        int source,
        ByteBuffer buffer,
        int offset,
        int length) {
    static final int HEADER = 12;

    /// Empty for what is no RTP: another version, or shorter than it says.
    static Optional<RtpPacket> read(ByteBuffer buffer) {
        int size = buffer.limit();
        if (size < HEADER || (buffer.get(0) & 0xc0) != 0x80) {
            return Optional.empty();
        }
        int first = buffer.get(0);
        int offset = HEADER + 4 * (first & 0x0f);
        if ((first & 0x10) != 0) {
            if (size < offset + 4) {
                return Optional.empty();
            }
            offset += 4 + 4 * (buffer.getShort(offset + 2) & 0xffff);
        }
        int padding = (first & 0x20) != 0 ? buffer.get(size - 1) & 0xff : 0;
        int length = size - offset - padding;
        return length < 0
                ? Optional.empty()
                : Optional.of(
                        new RtpPacket(
                                buffer.get(1) & 0x7f,
                                buffer.get(1) < 0,
                                buffer.getShort(2) & 0xffff,
                                buffer.getInt(4),
                                buffer.getInt(8),
                                buffer,
                                offset,
                                length));
    }

    /// Where the payload of a packet begins, or -1 for what is no RTP or is shorter than it says.
    static int payloadOffset(byte[] packet, int length) {
        if (length < HEADER || (packet[0] & 0xc0) != 0x80) {
            return -1;
        }
        int offset = HEADER + 4 * (packet[0] & 0x0f);
        if ((packet[0] & 0x10) != 0) {
            if (length < offset + 4) {
                return -1;
            }
            offset += 4 + 4 * ((packet[offset + 2] & 0xff) << 8 | (packet[offset + 3] & 0xff));
        }
        return offset <= length ? offset : -1;
    }

    byte at(int index) {
        return buffer.get(offset + index);
    }

    /// A copy of the payload.
    byte[] payload() {
        byte[] bytes = new byte[length];
        buffer.get(offset, bytes);
        return bytes;
    }
}
