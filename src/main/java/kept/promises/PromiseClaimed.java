package kept.promises;

/// Somebody of the house says it is done.
public record PromiseClaimed(Promise promise) implements PromiseFact {}
