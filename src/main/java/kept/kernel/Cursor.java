package kept.kernel;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/// A place in a list ordered by time and id: the last row that was shown.
public record Cursor(Instant at, UUID id) {

    /// The opaque text that goes to the outside.
    public String text() {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, at);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((micros + "." + id).getBytes(StandardCharsets.US_ASCII));
    }

    /// @throws Refusal `MALFORMED` if the text is not one we gave out
    public static Cursor parse(String text) {
        try {
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII)
                            .split("\\.", 2);
            return new Cursor(
                    Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS),
                    UUID.fromString(parts[1]));
        } catch (IllegalArgumentException
                | ArrayIndexOutOfBoundsException
                | ArithmeticException
                | java.time.DateTimeException _) {
            throw Refusal.malformed(
                    "cursor", "Take the cursor from the field next of the page before.");
        }
    }
}
