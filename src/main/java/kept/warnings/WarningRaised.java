package kept.warnings;

import kept.promises.Promise;

/// There is bad news about a word, and its owner has time to tell it himself.
public record WarningRaised(Promise promise, Warning warning) {}
