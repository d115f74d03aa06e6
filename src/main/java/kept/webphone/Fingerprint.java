package kept.webphone;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// The hash of a certificate as a session description says it (RFC 8122): `sha-256 AB:CD:...`. Weaker hashes are not read.
record Fingerprint(String algorithm, String hash) {
    private static final HexFormat HEX = HexFormat.ofDelimiter(":").withUpperCase();

    static Fingerprint of(String algorithm, byte[] certificate) {
        try {
            String name = algorithm.toUpperCase(Locale.ROOT);
            return new Fingerprint(
                    algorithm, HEX.formatHex(MessageDigest.getInstance(name).digest(certificate)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no " + algorithm + ".", e);
        }
    }

    /// Reads what is written after `a=fingerprint:`.
    static Optional<Fingerprint> read(String value) {
        String[] words = value.strip().split(" +");
        String algorithm = words[0].toLowerCase(Locale.ROOT);
        int bytes =
                switch (algorithm) {
                    case "sha-256" -> 32;
                    case "sha-384" -> 48;
                    case "sha-512" -> 64;
                    default -> 0;
                };
        boolean whole =
                bytes > 0
                        && words.length == 2
                        && words[1].matches("(?i)[0-9a-f:]{" + (3 * bytes - 1) + "}");
        return whole
                ? Optional.of(new Fingerprint(algorithm, words[1].toUpperCase(Locale.ROOT)))
                : Optional.empty();
    }

    boolean matches(byte[] certificate) {
        return of(algorithm, certificate).hash.equals(hash);
    }

    @Override
    public String toString() {
        return algorithm + " " + hash;
    }
}
