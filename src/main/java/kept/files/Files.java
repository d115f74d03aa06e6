package kept.files;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import kept.database.Writes;
import kept.kernel.Ids;
import kept.kernel.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// Keeps files in the database, in the transaction of what they belong to, with their SHA-256.
@Service
public class Files {
    private final JdbcClient jdbc;
    private final Writes writes;
    private final Clock clock;

    Files(JdbcClient jdbc, Writes writes, Clock clock) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.clock = clock;
    }

    /// Keeps the bytes with the current transaction and returns their name.
    public UUID keep(byte[] content) {
        Instant now = clock.instant();
        UUID id = Ids.at(now);
        writes.add(
                "insert into file (id, sha256, size, content, created_at) values (?, ?, ?, ?, ?)",
                id,
                sha256(content),
                (long) content.length,
                content,
                now);
        return id;
    }

    /// @throws Refusal `NOT_FOUND` if there is no such file
    /// @throws IllegalStateException if the bytes are not the ones that were kept
    public byte[] read(UUID id) {
        var stored =
                jdbc.sql("select content, sha256 from file where id = ?")
                        .param(id)
                        .query((row, _) -> new byte[][] {row.getBytes(1), row.getBytes(2)})
                        .optional()
                        .orElseThrow(() -> Refusal.notFound("This file is not here."));
        if (!MessageDigest.isEqual(sha256(stored[0]), stored[1])) {
            throw new IllegalStateException("file " + id + " does not match its hash any more");
        }
        return stored[0];
    }

    /// SHA-256 (FIPS 180-4) of the bytes.
    public static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
