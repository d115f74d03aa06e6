package kept.voice;

import java.time.Instant;
import java.util.UUID;

/// One call in a list.
///
/// @param how what became of it, in words
public record CallRow(
        UUID id, String name, String number, Instant at, String how, String look, String agent) {}
