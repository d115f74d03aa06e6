package kept.forecasts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One promise of which it is known how long it took: when it was given, when it was done (null if it was not), and until
/// when anybody looked (null if somebody still does).
public record Achieved(Instant givenAt, @Nullable Instant doneAt, @Nullable Instant seenUntil) {
    /// As it was known at a moment.
    Achieved knownAt(Instant now) {
        return doneAt != null && doneAt.isAfter(now) ? new Achieved(givenAt, null, null) : this;
    }

    boolean open() {
        return doneAt == null && seenUntil == null;
    }
}
