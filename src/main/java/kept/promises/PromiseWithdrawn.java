package kept.promises;

/// We took our word back.
public record PromiseWithdrawn(Promise promise) implements PromiseFact {}
