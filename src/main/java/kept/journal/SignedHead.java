package kept.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/// The head of the journal at an hour: the root over all entries from `firstSeq` to `lastSeq`, chained to the head before
/// and signed by the house (Ed25519). A copy of it outside shows whether anything before it was changed.
public record SignedHead(
        long number,
        long firstSeq,
        long lastSeq,
        long rows,
        byte[] root,
        Instant at,
        byte[] hash,
        byte[] signature) {

    /// `SHA-256` over the hash of the head before and the line that is signed.
    static byte[] hash(byte[] previous, String line) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(previous);
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What is hashed with the head before: `kept-head 1 <number> <first> <last> <rows> <root> <at>`.
    static String line(
            long number, long firstSeq, long lastSeq, long rows, byte[] root, Instant at) {
        return "kept-head 1 %d %d %d %d %s %s"
                .formatted(number, firstSeq, lastSeq, rows, HexFormat.of().formatHex(root), at);
    }

    public String line() {
        return line(number, firstSeq, lastSeq, rows, root, at);
    }

    /// In few words, for a letter: "head 812 of 2026-11-25T10:00:00Z, 3f9a12bc77d0…".
    public String brief() {
        return "%d of %s, %s".formatted(number, at, HexFormat.of().formatHex(hash, 0, 8));
    }
}
