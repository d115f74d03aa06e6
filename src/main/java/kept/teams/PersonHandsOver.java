package kept.teams;

import java.util.UUID;

/// All that `person` owes passes to `to`, before he leaves.
public record PersonHandsOver(UUID person, UUID to) {}
