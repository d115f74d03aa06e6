package kept.cases;

/// A resolved case was opened again.
public record CaseReopened(Case theCase) {}
