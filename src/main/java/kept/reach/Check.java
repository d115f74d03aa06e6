package kept.reach;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A check of a line: one or more calls to it, and what they met.
///
/// @param calls how many calls were made
/// @param answerMillis until the first call was answered, null if it was not
/// @param soundMillis from then until the first sound, null if there was none
/// @param fault the first thing that was wrong, as a part of a sentence; empty if all was well
public record Check(
        UUID id,
        String line,
        Instant at,
        Duration took,
        int calls,
        @Nullable Integer answerMillis,
        @Nullable Integer soundMillis,
        String fault,
        List<Step> steps) {
    public Check {
        steps = List.copyOf(steps);
    }

    public boolean ok() {
        return fault.isEmpty();
    }
}
