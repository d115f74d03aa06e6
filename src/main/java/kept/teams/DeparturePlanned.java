package kept.teams;

/// It is known when somebody leaves, and who takes over.
public record DeparturePlanned(Departure departure) {}
