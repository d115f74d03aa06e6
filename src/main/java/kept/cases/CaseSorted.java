package kept.cases;

/// Unit, owner, priority or tags of a case changed.
public record CaseSorted(Case theCase) {}
