package kept.promises;

/// Another time was agreed or announced: `before` ended or stays broken, `promise` is the next link.
public record PromiseRedated(Promise promise, Promise before, String reason)
        implements PromiseFact {}
