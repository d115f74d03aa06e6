package kept.accounts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A program's key to the API; it has the rights of `person`.
public record ApiToken(
        UUID id, String name, UUID person, Instant createdAt, @Nullable Instant usedAt) {}
