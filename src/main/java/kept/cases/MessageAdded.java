package kept.cases;

/// Somebody said something on a case, or noted it.
public record MessageAdded(Case theCase, Message message) {}
