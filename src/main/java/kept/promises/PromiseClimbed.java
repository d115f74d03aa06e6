package kept.promises;

/// A miss went one rung up the ladder.
public record PromiseClimbed(Promise promise) implements PromiseFact {}
