package kept.promises;

/// The due time is near and nothing shows yet that the word will be kept.
public record PromiseAtRisk(Promise promise) implements PromiseFact {}
