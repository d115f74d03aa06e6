package kept.cases;

/// A case was resolved.
public record CaseResolved(Case theCase) {}
