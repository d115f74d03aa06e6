package kept.teams;

import java.util.UUID;

/// Somebody is about to leave. A listener that still holds something of his throws a `Refusal`, and he cannot.
public record PersonLeaves(UUID person) {}
