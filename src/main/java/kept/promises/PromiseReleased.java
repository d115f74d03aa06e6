package kept.promises;

/// The customer let us off.
public record PromiseReleased(Promise promise) implements PromiseFact {}
