package kept.makegood;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a person adds to what is owed by rule. Above the person's own limit it waits for a second one.
///
/// @param granted null while it waits
public record Addition(
        UUID id,
        UUID makeGood,
        Money amount,
        String reason,
        UUID askedBy,
        Instant askedAt,
        @Nullable UUID decidedBy,
        @Nullable Boolean granted,
        UUID customerId,
        UUID chain) {}
