package kept.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// One thing that happened in a stream. `body` is canonical JSON without personal words: ids, times, states and
/// salted hashes of what people said, so that words can be erased and the chain still holds.
public record Entry(
        long seq,
        UUID stream,
        int position,
        String kind,
        String actor,
        Instant at,
        String body,
        byte[] hash) {

    /// `SHA-256(previous hash, stream, position, kind, actor, microseconds since 1970, body)`, fields set apart by
    /// their lengths, so that no two different entries share their bytes.
    static byte[] hash(
            byte[] previous,
            UUID stream,
            int position,
            String kind,
            String actor,
            Instant at,
            String body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(previous);
            for (String part :
                    new String[] {
                        stream.toString(),
                        Integer.toString(position),
                        kind,
                        actor,
                        Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, at)),
                        body
                    }) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] computedHash(byte[] previous) {
        return hash(previous, stream, position, kind, actor, at, body);
    }
}
