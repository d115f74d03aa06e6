package kept.outbox;

import java.time.Instant;
import java.util.UUID;

/// Something to do outside: `kind` says what, `subject` which row tells how. `attempts` counts the tries before.
public record Effect(UUID id, String kind, UUID subject, int attempts, Instant createdAt) {}
