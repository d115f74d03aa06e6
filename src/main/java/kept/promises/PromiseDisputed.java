package kept.promises;

/// The customer says that a claim does not hold: the word counts as broken.
public record PromiseDisputed(Promise promise) implements PromiseFact {}
