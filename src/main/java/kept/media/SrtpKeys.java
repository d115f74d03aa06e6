package kept.media;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/// The session keys of one direction, derived from its master key (RFC 3711 section 4.3, with a key derivation rate of 0).
record SrtpKeys(byte[] cipher, byte[] auth, byte[] salt) {
    private static final int BLOCK = 16;

    static SrtpKeys from(MasterKey master) {
        try {
            return new SrtpKeys(
                    derive(master, 0, 16), derive(master, 1, 20), derive(master, 2, 14));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no AES.", e);
        }
    }

    /// AES of single blocks: the counter mode of RFC 3711 is made of it without a new cipher for each packet.
    static Cipher aes(byte[] key) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        return cipher;
    }

    private static byte[] derive(MasterKey master, int label, int length)
            throws GeneralSecurityException {
        byte[] counters = new byte[(length + BLOCK - 1) / BLOCK * BLOCK];
        byte[] salt = master.salt();
        for (int at = 0; at < counters.length; at += BLOCK) {
            System.arraycopy(salt, 0, counters, at, salt.length);
            counters[at + 7] ^= (byte) label;
            counters[at + 15] = (byte) (at / BLOCK);
        }
        return Arrays.copyOf(aes(master.key()).doFinal(counters), length);
    }

    @Override
    public String toString() {
        return "keys";
    }
}
