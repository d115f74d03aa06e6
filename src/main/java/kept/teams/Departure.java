package kept.teams;

import java.time.Instant;
import java.util.UUID;

/// Somebody leaves at a time that is known before, such as the end of a contract; what he owes passes to his successor.
public record Departure(UUID person, Instant leavesAt, UUID successor) {}
