package kept.media;

import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// One direction of SRTP (RFC 3711): its keys, its streams, and room to work in, so that a packet makes no garbage to speak of. One thread at
/// a time.
final class SrtpDirection {
    private static final int BLOCK = 16;
    private static final int MOST_BYTES = 2_048;

    /// Each time a far side begins anew it may take a new number; who does so without end is no telephone.
    private static final int MOST_STREAMS = 64;

    private final MasterKey master;
    private final int tagLength;
    private final Cipher aes;
    private final Mac mac;
    private final byte[] salt;
    private final Map<Integer, PacketIndex> streams = new HashMap<>();
    private final byte[] packet = new byte[MOST_BYTES + Guard.OVERHEAD];
    private final byte[] counters = new byte[MOST_BYTES];
    private final byte[] keystream = new byte[MOST_BYTES];
    private final byte[] tag = new byte[20];
    private final byte[] rolledOver = new byte[4];

    SrtpDirection(SrtpSuite suite, MasterKey master) {
        this.master = master;
        tagLength = suite.tag();
        SrtpKeys keys = SrtpKeys.from(master);
        salt = keys.salt();
        try {
            aes = SrtpKeys.aes(keys.cipher());
            mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(keys.auth(), "HmacSHA1"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HMAC-SHA1.", e);
        }
    }

    MasterKey master() {
        return master;
    }

    /// Where packets are put before they are sealed or opened.
    byte[] packet() {
        return packet;
    }

    /// Encrypts and signs.
    ///
    /// @return the new length, or -1 if no packet of this number may be sent
    int seal(int length) {
        int payload = RtpPacket.payloadOffset(packet, length);
        if (payload < 0 || length > MOST_BYTES) {
            return -1;
        }
        PacketIndex stream = stream(number(8));
        // A place taken twice would encrypt two packets with one stream of keys.
        long place = stream == null ? PacketIndex.NONE : stream.of(sequence());
        if (stream == null || place == PacketIndex.NONE) {
            return -1;
        }
        stream.take(place);
        crypt(payload, length, place);
        sign(length, place);
        System.arraycopy(tag, 0, packet, length, tagLength);
        return length + tagLength;
    }

    /// Checks, then decrypts.
    ///
    /// @return the length without the tag, or -1 for what is forged or was heard before
    int open(int sealed) {
        int length = sealed - tagLength;
        int payload = RtpPacket.payloadOffset(packet, length);
        if (payload < 0 || sealed > packet.length) {
            return -1;
        }
        int source = number(8);
        PacketIndex known = streams.get(source);
        PacketIndex stream = known == null ? new PacketIndex() : known;
        long place = stream.of(sequence());
        if (place == PacketIndex.NONE || (known == null && streams.size() >= MOST_STREAMS)) {
            return -1;
        }
        sign(length, place);
        int difference = 0;
        for (int i = 0; i < tagLength; i++) {
            difference |= tag[i] ^ packet[length + i];
        }
        if (difference != 0) {
            return -1;
        }
        if (known == null) {
            streams.put(source, stream);
        }
        stream.take(place);
        crypt(payload, length, place);
        return length;
    }

    private @Nullable PacketIndex stream(int source) {
        PacketIndex known = streams.get(source);
        if (known == null && streams.size() < MOST_STREAMS) {
            known = new PacketIndex();
            streams.put(source, known);
        }
        return known;
    }

    private int sequence() {
        return (packet[2] & 0xff) << 8 | (packet[3] & 0xff);
    }

    private int number(int at) {
        return (packet[at] & 0xff) << 24
                | (packet[at + 1] & 0xff) << 16
                | (packet[at + 2] & 0xff) << 8
                | (packet[at + 3] & 0xff);
    }

    /// The tag of header and encrypted payload (section 4.2).
    private void sign(int length, long place) {
        int rolls = (int) (place >>> 16);
        for (int i = 0; i < 4; i++) {
            rolledOver[i] = (byte) (rolls >>> (24 - 8 * i));
        }
        mac.update(packet, 0, length);
        mac.update(rolledOver, 0, 4);
        try {
            mac.doFinal(tag, 0);
        } catch (ShortBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Counter mode (section 4.1.1): each block of the payload is mixed with the encrypted number of the block.
    private void crypt(int from, int to, long place) {
        int blocks = (to - from + BLOCK - 1) / BLOCK;
        for (int block = 0; block < blocks; block++) {
            int at = block * BLOCK;
            System.arraycopy(salt, 0, counters, at, salt.length);
            for (int i = 0; i < 4; i++) {
                counters[at + 4 + i] ^= packet[8 + i];
            }
            for (int i = 0; i < 6; i++) {
                counters[at + 8 + i] ^= (byte) (place >>> (40 - 8 * i));
            }
            counters[at + 14] = (byte) (block >>> 8);
            counters[at + 15] = (byte) block;
        }
        try {
            aes.update(counters, 0, blocks * BLOCK, keystream, 0);
        } catch (ShortBufferException e) {
            throw new IllegalStateException(e);
        }
        for (int i = from; i < to; i++) {
            packet[i] ^= keystream[i - from];
        }
    }
}
