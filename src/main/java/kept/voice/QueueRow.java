package kept.voice;

import java.time.Duration;
import java.util.UUID;

/// One queue on the wallboard.
///
/// @param waiting callers on the line
/// @param longest how long the first of them has waited
/// @param owed calls that we owe
/// @param free agents who could take one now
/// @param level percent of today's callers served within the goal
public record QueueRow(
        UUID id,
        String name,
        int waiting,
        Duration longest,
        int owed,
        int talking,
        int free,
        long answered,
        long abandoned,
        long dropped,
        int level,
        int goal,
        long goalSeconds) {
    /// How it stands, as a colour with words beside it.
    public String look() {
        return waiting > 0 && free == 0 ? "amber" : level < goal ? "red" : "green";
    }

    public String standing() {
        return switch (look()) {
            case "amber" -> "nobody is free";
            case "red" -> "below its goal";
            default -> "well";
        };
    }
}
