package kept.voice;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A time in which a line cut off callers again and again.
///
/// @param drops how many were cut off when it turned red
/// @param promise the word to mend it, with an owner and a due time
public record LineIncident(
        UUID id,
        String line,
        Instant openedAt,
        @Nullable Instant closedAt,
        int drops,
        UUID promise) {}
