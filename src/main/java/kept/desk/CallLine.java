package kept.desk;

import java.time.Instant;
import java.util.UUID;

/// A call about a case, in its list.
///
/// @param how what became of it
/// @param recorded whether one can hear it
public record CallLine(UUID id, Instant at, boolean outgoing, String how, boolean recorded) {}
