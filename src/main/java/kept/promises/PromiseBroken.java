package kept.promises;

/// A due time passed and nothing showed that the word was kept.
public record PromiseBroken(Promise promise) implements PromiseFact {}
