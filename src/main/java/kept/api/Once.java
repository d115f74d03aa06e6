package kept.api;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.Supplier;
import kept.accounts.SignedIn;
import kept.database.Writes;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/// Makes a POST happen once for each Idempotency-Key: the answer is kept in the transaction of the effect, and given
/// again to whoever sends the same call with the same key.
@Component
class Once {
    private static final int LONGEST_KEY = 200;

    private final JdbcClient jdbc;
    private final Writes writes;
    private final TransactionOperations transaction;
    private final JsonMapper json;
    private final Clock clock;

    Once(
            JdbcClient jdbc,
            Writes writes,
            TransactionOperations transaction,
            JsonMapper json,
            Clock clock) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
    }

    /// What a call answers: status, body, and where the new thing is found.
    record Answer(int status, Object body, @Nullable String location, @Nullable Integer version) {
        static Answer created(Object body, String location) {
            return new Answer(201, body, location, null);
        }

        static Answer ok(Object body) {
            return new Answer(200, body, null, null);
        }
    }

    private record Stored(byte[] request, int status, @Nullable String location, byte[] body) {}

    ResponseEntity<byte[]> run(SignedIn who, HttpServletRequest request, Supplier<Answer> effect) {
        String key = request.getHeader("Idempotency-Key");
        if (key == null) {
            return entity(
                    Objects.requireNonNull(
                            transaction.execute(_ -> stored(effect.get(), new byte[32]))));
        }
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw Refusal.malformed(
                    "Idempotency-Key", "An Idempotency-Key has 1 to 200 characters.");
        }
        byte[] fingerprint = fingerprint(request);
        String caller = who.by().toString();
        try {
            return entity(
                    Objects.requireNonNull(
                            transaction.execute(_ -> {
                                var answer = stored(effect.get(), fingerprint);
                                keep(caller, key, answer);
                                return answer;
                            })));
        } catch (DuplicateKeyException | Refusal raced) {
            return again(caller, key, fingerprint, raced);
        }
    }

    /// A key that was seen before; what the repeated call itself ran into does not matter then.
    private ResponseEntity<byte[]> again(
            String caller, String key, byte[] fingerprint, RuntimeException raced) {
        var before =
                jdbc.sql(
                                "select request, status, location, body from idempotency where caller = ? and key = ?")
                        .params(caller, key)
                        .query((row, _) ->
                                new Stored(
                                        row.getBytes(1),
                                        row.getInt(2),
                                        row.getString(3),
                                        row.getBytes(4)))
                        .optional()
                        .orElseThrow(() -> raced);
        if (!MessageDigest.isEqual(before.request(), fingerprint)) {
            throw Refusal.invalid(
                    "Idempotency-Key",
                    "This Idempotency-Key was used for another call. Take a new key for a new call.");
        }
        return entity(before);
    }

    private void keep(String caller, String key, Stored answer) {
        writes.add(
                "insert into idempotency (caller, key, request, status, location, body, at) values (?, ?, ?, ?, ?, ?, ?)",
                caller,
                key,
                answer.request(),
                answer.status(),
                answer.location(),
                answer.body(),
                clock.instant());
    }

    private Stored stored(Answer answer, byte[] fingerprint) {
        return new Stored(
                fingerprint,
                answer.status(),
                answer.location(),
                json.writeValueAsBytes(answer.body()));
    }

    private static ResponseEntity<byte[]> entity(Stored answer) {
        var response =
                ResponseEntity.status(answer.status()).contentType(MediaType.APPLICATION_JSON);
        if (answer.location() != null) {
            response.header("Location", answer.location());
        }
        return response.body(answer.body());
    }

    private static byte[] fingerprint(HttpServletRequest request) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(
                    (request.getMethod() + " " + request.getRequestURI() + "\n")
                            .getBytes(StandardCharsets.UTF_8));
            if (request.getAttribute(BodyLimit.BYTES) instanceof byte[] body) {
                digest.update(body);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Forgets answers older than two days.
    int forgetOld() {
        return jdbc.sql("delete from idempotency where at < ?")
                .param(OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(2))
                .update();
    }
}
