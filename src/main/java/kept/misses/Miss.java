package kept.misses;

import java.time.Instant;
import java.util.UUID;

/// Why one word was missed, as somebody said.
public record Miss(UUID promise, MissReason reason, UUID by, Instant at) {}
