package kept.kernel;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/// Makes time-ordered identifiers (RFC 9562, UUID version 7), here and not in the database, so that rows which
/// belong together need no round trip. They are names, never secrets.
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /// A new id whose order follows `at`.
    public static UUID at(Instant at) {
        byte[] random = new byte[10];
        RANDOM.nextBytes(random);
        long high = 0;
        for (int i = 0; i < 2; i++) {
            high = (high << 8) | (random[i] & 0xFF);
        }
        long low = 0;
        for (int i = 2; i < 10; i++) {
            low = (low << 8) | (random[i] & 0xFF);
        }
        return new UUID(
                (at.toEpochMilli() << 16) | 0x7000L | (high & 0xFFFL),
                (low >>> 2) | 0x8000000000000000L);
    }

    /// The id a person or program sent us.
    ///
    /// @throws Refusal `NOT_FOUND` if it is no id of ours
    public static UUID parse(String text) {
        try {
            if (text.length() == 36) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException _) {
            // falls through: not an id is the same answer as an unknown id
        }
        throw Refusal.notFound("There is nothing here under that id.");
    }
}
