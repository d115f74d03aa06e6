package kept.contacts;

import java.time.Instant;
import java.util.UUID;

/// From a time on somebody of ours talked, until the next one did.
public record Turn(UUID agent, Instant from) {}
