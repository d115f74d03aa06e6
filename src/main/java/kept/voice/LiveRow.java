package kept.voice;

import java.time.Instant;
import java.util.UUID;

/// A talk that runs, on the wallboard of those who lead.
///
/// @param state in words
/// @param leaving whether the agent says that this customer wants to leave us
public record LiveRow(
        UUID id,
        String name,
        String agent,
        String state,
        Instant since,
        boolean leaving,
        CallCard.Live live) {}
