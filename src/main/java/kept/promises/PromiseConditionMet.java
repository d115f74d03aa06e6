package kept.promises;

/// The customer did his part.
public record PromiseConditionMet(Promise promise) implements PromiseFact {}
