package kept.voice;

import java.time.Instant;
import java.util.UUID;

/// A talk that runs, on the wallboard of those who lead.
///
/// @param state in words
public record LiveRow(
        UUID id, String name, String agent, String state, Instant since, CallCard.Live live) {}
