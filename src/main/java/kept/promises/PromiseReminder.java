package kept.promises;

/// Its owner should think of it.
public record PromiseReminder(Promise promise) implements PromiseFact {}
