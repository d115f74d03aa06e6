package kept.journal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/// Closes a range of the journal: `SHA-256(previous seal's hash, hashes of the range in order of number)`.
record Seal(long number, long firstSeq, long lastSeq, long rows, Instant at, byte[] hash) {

    /// Gathers the hashes of a range.
    static final class Wax {
        private final MessageDigest digest;
        private long rows;

        Wax(byte[] previous) {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
            digest.update(previous);
        }

        void add(Entry entry) {
            digest.update(entry.hash());
            rows++;
        }

        long rows() {
            return rows;
        }

        byte[] hash() {
            return digest.digest();
        }
    }
}
