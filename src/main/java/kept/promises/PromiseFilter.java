package kept.promises;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which promises a list shows; what is `null` or empty does not narrow it.
public record PromiseFilter(
        Set<State> states,
        @Nullable UUID unit,
        @Nullable UUID owner,
        @Nullable UUID caseId,
        @Nullable UUID customerId,
        @Nullable Instant dueAfter,
        @Nullable Instant dueBefore,
        boolean openOnly) {
    public static final PromiseFilter ALL =
            new PromiseFilter(Set.of(), null, null, null, null, null, null, false);

    public PromiseFilter {
        states = Set.copyOf(states);
    }

    public static PromiseFilter openOf(
            @Nullable UUID unit, @Nullable UUID owner, @Nullable Instant dueBefore) {
        return new PromiseFilter(Set.of(), unit, owner, null, null, null, dueBefore, true);
    }
}
