package kept.promises;

/// A record turned out never to have been a promise.
public record PromiseVoided(Promise promise) implements PromiseFact {}
