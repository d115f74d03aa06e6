package kept.setup;

import java.time.Instant;

/// An effect that waits for its next try.
public record Stuck(String kind, String trouble, int attempts, Instant since, Instant nextTry) {}
