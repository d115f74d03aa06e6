package kept.warnings;

import kept.promises.Promise;

/// The owner of a word let the time pass by which he was to tell the customer; `told` is true if the house did it for
/// him, false if it has no way to reach the customer.
public record WarningNeglected(Promise promise, Warning warning, boolean told) {}
