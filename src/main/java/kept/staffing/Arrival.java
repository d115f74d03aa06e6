package kept.staffing;

import java.time.Instant;
import java.util.UUID;
import kept.kernel.Refusal;

/// What came to a queue in a quarter of an hour, or a part of that.
///
/// @param queue its name, 1 to 60 characters
/// @param start when the quarter of an hour starts; a time within it is set back to its start
/// @param offered calls that came, up to 100,000
/// @param handled of those, calls that an agent took
/// @param abandoned of those, calls that gave up
/// @param talkSeconds how long agents talked, all calls together
/// @param wrapUpSeconds how long they worked on after them, all calls together
public record Arrival(
        UUID unit,
        String queue,
        Instant start,
        int offered,
        int handled,
        int abandoned,
        int talkSeconds,
        int wrapUpSeconds) {
    /// The length of what is kept, in seconds.
    public static final long QUARTER = 900;

    private static final int MOST = 100_000;
    private static final int LONGEST_NAME = 60;

    /// @throws Refusal `INVALID` if a figure is negative or far too large, or the queue has no proper name
    public Arrival {
        queue = name(queue);
        mustLie("offered", offered, MOST);
        mustLie("handled", handled, MOST);
        mustLie("abandoned", abandoned, MOST);
        mustLie("talk_seconds", talkSeconds, MOST * 7_200);
        mustLie("wrap_up_seconds", wrapUpSeconds, MOST * 7_200);
        start = Instant.ofEpochSecond(Math.floorDiv(start.getEpochSecond(), QUARTER) * QUARTER);
    }

    /// Calls of which only the number and the average handling time are known, as other systems export them.
    public static Arrival counted(
            UUID unit, String queue, Instant start, int offered, int handleSeconds) {
        mustLie("offered", offered, MOST);
        mustLie("handle_seconds", handleSeconds, 7_200);
        return new Arrival(unit, queue, start, offered, offered, 0, offered * handleSeconds, 0);
    }

    /// A queue's name as it is kept.
    ///
    /// @throws Refusal `INVALID` if it is empty, too long or has control characters
    public static String name(String text) {
        String clean = text.strip();
        if (clean.isEmpty()
                || clean.length() > LONGEST_NAME
                || clean.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.invalid("queue", "A queue has a name of 1 to 60 characters.");
        }
        return clean;
    }

    private static void mustLie(String field, int value, int most) {
        if (value < 0 || value > most) {
            throw Refusal.invalid(
                    field, "Give from 0 to %,d as %s.".formatted(most, field.replace('_', ' ')));
        }
    }
}
