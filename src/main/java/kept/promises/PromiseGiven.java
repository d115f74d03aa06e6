package kept.promises;

/// A word was given; `promise` is its first link or, after re-dating, the next one.
public record PromiseGiven(Promise promise) implements PromiseFact {}
