package kept.webphone;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A message of STUN (RFC 8489) as it came, cut into its attributes. What stands behind its signature is not believed, and not kept.
///
/// @param integrityAt where its MESSAGE-INTEGRITY begins, or -1 for a message without one
record StunMessage(byte[] bytes, int type, List<Attribute> attributes, int integrityAt) {
    static final int BINDING_REQUEST = 0x0001;
    static final int USERNAME = 0x0006;
    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int USE_CANDIDATE = 0x0025;
    static final int FINGERPRINT = 0x8028;
    static final int MAGIC_COOKIE = 0x2112a442;
    static final int HEADER = 20;
    static final int SIGNATURE = 20;

    private static final int PRIORITY = 0x0024;
    private static final int MOST_BYTES = 1_280;
    private static final int MOST_ATTRIBUTES = 32;
    private static final int FINGERPRINT_MASK = 0x5354554e;

    /// One attribute without its padding.
    record Attribute(int type, byte[] value) {}

    /// Empty for what is no STUN, is shorter than it says, or does not end with its checksum, as it must in ICE (RFC 8445 section 7.1).
    static Optional<StunMessage> read(ByteBuffer datagram) {
        int size = datagram.remaining();
        if (size < HEADER || size > MOST_BYTES) {
            return Optional.empty();
        }
        byte[] bytes = new byte[size];
        datagram.get(datagram.position(), bytes);
        var buffer = ByteBuffer.wrap(bytes);
        boolean stun =
                (bytes[0] & 0xc0) == 0
                        && buffer.getShort(2) == size - HEADER
                        && (size & 3) == 0
                        && buffer.getInt(4) == MAGIC_COOKIE;
        return stun ? attributes(bytes, buffer) : Optional.empty();
    }

    private static Optional<StunMessage> attributes(byte[] bytes, ByteBuffer buffer) {
        var attributes = new ArrayList<Attribute>();
        int integrityAt = -1;
        boolean whole = false;
        int at = HEADER;
        while (at < bytes.length) {
            if (at + 4 > bytes.length || attributes.size() == MOST_ATTRIBUTES) {
                return Optional.empty();
            }
            int type = buffer.getShort(at) & 0xffff;
            int length = buffer.getShort(at + 2) & 0xffff;
            int end = at + 4 + length;
            if (end > bytes.length) {
                return Optional.empty();
            }
            if (type == FINGERPRINT) {
                whole =
                        length == 4
                                && end == bytes.length
                                && buffer.getInt(at + 4) == fingerprint(bytes, at);
            } else if (integrityAt < 0 && type == MESSAGE_INTEGRITY) {
                if (length != SIGNATURE) {
                    return Optional.empty();
                }
                integrityAt = at;
            } else if (integrityAt < 0) {
                attributes.add(new Attribute(type, Arrays.copyOfRange(bytes, at + 4, end)));
            }
            at = (end + 3) & ~3;
        }
        int type = buffer.getShort(0) & 0xffff;
        return whole
                ? Optional.of(new StunMessage(bytes, type, List.copyOf(attributes), integrityAt))
                : Optional.empty();
    }

    byte[] transaction() {
        return Arrays.copyOfRange(bytes, 8, HEADER);
    }

    boolean has(int type) {
        return attributes.stream().anyMatch(attribute -> attribute.type == type);
    }

    /// Whether it names this user. Compared in a time that says nothing.
    boolean from(String username) {
        byte[] name = username.getBytes(StandardCharsets.UTF_8);
        return attributes.stream()
                .filter(attribute -> attribute.type == USERNAME)
                .findFirst()
                .filter(attribute -> MessageDigest.isEqual(attribute.value, name))
                .isPresent();
    }

    /// Whether it is signed with this password (section 14.5).
    boolean signedWith(String password) {
        if (integrityAt < 0) {
            return false;
        }
        byte[] found = Arrays.copyOfRange(bytes, integrityAt + 4, integrityAt + 4 + SIGNATURE);
        return MessageDigest.isEqual(found, signature(bytes, integrityAt, password));
    }

    /// What it asks for that we do not know, although we must (section 14).
    List<Integer> notUnderstood() {
        return attributes.stream()
                .map(Attribute::type)
                .filter(type -> type < 0x8000)
                .filter(type -> type != USERNAME && type != PRIORITY && type != USE_CANDIDATE)
                .toList();
    }

    /// The signature of what stands before it, as if the message ended behind it.
    static byte[] signature(byte[] message, int at, String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            int length = at + 4 + SIGNATURE - HEADER;
            mac.update(message, 0, 2);
            mac.update((byte) (length >>> 8));
            mac.update((byte) length);
            mac.update(message, 4, at - 4);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HMAC-SHA1.", e);
        }
    }

    /// The checksum of what stands before it (section 14.7).
    static int fingerprint(byte[] message, int at) {
        var checksum = new CRC32();
        checksum.update(message, 0, at);
        return (int) checksum.getValue() ^ FINGERPRINT_MASK;
    }
}
