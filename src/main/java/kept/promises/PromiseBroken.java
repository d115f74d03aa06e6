package kept.promises;

/// A due time passed, or a customer said that a claim does not hold.
public record PromiseBroken(Promise promise) implements PromiseFact {}
