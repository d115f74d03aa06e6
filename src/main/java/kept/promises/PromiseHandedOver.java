package kept.promises;

/// Another person owns it now.
public record PromiseHandedOver(Promise promise) implements PromiseFact {}
