package kept.sip;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What a digest is checked against: the hash of user, realm and password in both algorithms (RFC 8760), so that no password is
/// stored. Lower-case hexadecimal.
public record DigestSecrets(String md5, String sha256) {
    public static DigestSecrets of(String user, String realm, String password) {
        String secret = user + ":" + realm + ":" + password;
        return new DigestSecrets(hash("MD5", secret), hash("SHA-256", secret));
    }

    /// Without the hashes, because they are as good as passwords.
    @Override
    public String toString() {
        return "DigestSecrets[...]";
    }

    static String hash(String algorithm, String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has " + algorithm, e);
        }
    }
}
