package kept.media;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What both sides agreed on for one direction of SRTP: a master key of 16 bytes and a master salt of 14 (RFC 3711 section 3.2.1). Its
/// text never shows them.
public final class MasterKey {
    /// Key and salt together.
    public static final int LENGTH = 30;

    private static final int KEY = 16;
    private static final SecureRandom RANDOM = new SecureRandom();
    private final byte[] bytes;

    private MasterKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /// @param keyAndSalt 30 bytes
    public static MasterKey of(byte[] keyAndSalt) {
        if (keyAndSalt.length != LENGTH) {
            throw new IllegalArgumentException("A key and its salt have 30 bytes.");
        }
        return new MasterKey(keyAndSalt.clone());
    }

    /// A new one that nobody knows.
    public static MasterKey random() {
        byte[] bytes = new byte[LENGTH];
        RANDOM.nextBytes(bytes);
        return new MasterKey(bytes);
    }

    /// A copy of key and salt.
    public byte[] bytes() {
        return bytes.clone();
    }

    byte[] key() {
        return Arrays.copyOf(bytes, KEY);
    }

    byte[] salt() {
        return Arrays.copyOfRange(bytes, KEY, LENGTH);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MasterKey key && MessageDigest.isEqual(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "a key";
    }
}
