package kept.cases;

/// A matter became a case.
public record CaseOpened(Case theCase, Message message) {}
