package kept.promises;

/// A word was kept, in time or late: the state says which.
public record PromiseKept(Promise promise) implements PromiseFact {}
