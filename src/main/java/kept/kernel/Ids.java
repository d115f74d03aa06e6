package kept.kernel;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// Makes time-ordered identifiers (RFC 9562, UUID version 7), here and not in the database, so that rows which
/// belong together need no round trip. They are names, never secrets.
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int COUNTER_BITS = 12;

    /// When the clock steps back by less than a second the order goes on; after a larger step ids follow the clock.
    private static final long BACKWARDS = 1_000L << COUNTER_BITS;

    private static final AtomicLong LAST = new AtomicLong();
    private static final AtomicLong PAST = new AtomicLong();

    private Ids() {}

    /// A new id whose order follows `at`, and within a millisecond the order of the calls on this node (RFC 9562,
    /// section 6.2, method 1).
    public static UUID at(Instant at) {
        long tick =
                LAST.accumulateAndGet(
                        at.toEpochMilli() << COUNTER_BITS,
                        (last, wanted) ->
                                last >> COUNTER_BITS >= wanted >> COUNTER_BITS
                                                && last - wanted < BACKWARDS
                                        ? last + 1
                                        : wanted);
        return of(tick);
    }

    /// A new id that sorts where `at` belongs, for what happened before it came to us; the order of today's ids
    /// is left alone.
    public static UUID past(Instant at) {
        return of(
                (Math.max(0, at.toEpochMilli()) << COUNTER_BITS)
                        | (PAST.getAndIncrement() & 0xFFFL));
    }

    /// The least id of a millisecond: it sorts before all that were made in it or later.
    public static UUID floor(Instant at) {
        return new UUID((at.toEpochMilli() << 16) | 0x7000L, 0x8000000000000000L);
    }

    /// The next id in the order of PostgreSQL, so that "from here on" leaves this one out.
    public static UUID after(UUID id) {
        return id.getLeastSignificantBits() == -1
                ? new UUID(id.getMostSignificantBits() + 1, 0)
                : new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() + 1);
    }

    /// The millisecond in which an id was made.
    public static Instant timeOf(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    private static UUID of(long tick) {
        long high = (tick >> COUNTER_BITS << 16) | 0x7000L | (tick & 0xFFFL);
        return new UUID(high, (RANDOM.nextLong() >>> 2) | 0x8000000000000000L);
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
