package kept.warnings;

import java.time.Instant;
import java.util.List;
import kept.promises.Promise;

/// A customer is told that words to him may be late; all that was to be told to him goes as one message.
///
/// @param notBefore when the message may leave, for his quiet hours
public record CustomerWarned(List<Told> news, Instant notBefore) {
    /// One of the words, and what is said about it.
    public record Told(Promise promise, Warning warning) {}
}
