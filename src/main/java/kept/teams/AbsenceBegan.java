package kept.teams;

import java.util.UUID;

/// From now on `deputy` stands in for `person`.
public record AbsenceBegan(UUID person, UUID deputy) {}
