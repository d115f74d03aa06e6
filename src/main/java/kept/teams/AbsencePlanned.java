package kept.teams;

/// It is known when somebody is away, and who stands in for him.
public record AbsencePlanned(Absence absence) {}
