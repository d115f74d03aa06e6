package kept.promises;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// A word about to be given. Exactly one of `dueAt` and `dueIn` (elapsed time from now) says until when; without an
/// owner the giver owns it, or whoever answers for the unit.
public record NewPromise(
        @Nullable UUID caseId,
        @Nullable UUID customerId,
        String kind,
        String saidText,
        String channel,
        @Nullable Instant dueAt,
        @Nullable Duration dueIn,
        @Nullable Instant windowStart,
        UUID unit,
        @Nullable UUID owner,
        Visibility visibility,
        @Nullable String condition) {
    private static final Duration FARTHEST = Duration.ofDays(3653);

    public NewPromise {
        kind = line("kind", kind, 60);
        saidText = saidText.strip();
        if (saidText.isEmpty() || saidText.length() > 2_000) {
            throw Refusal.invalid("saidText", "Say what was promised, in 1 to 2,000 characters.");
        }
        if ((dueAt == null) == (dueIn == null)) {
            throw Refusal.invalid("dueAt", "Say until when: give either dueAt or dueIn.");
        }
        if (condition != null) {
            condition = condition.isBlank() ? null : line("condition", condition, 300);
        }
    }

    /// The due time for a word given at `now`.
    Instant due(Instant now) {
        Instant due = dueAt != null ? dueAt : now.plus(java.util.Objects.requireNonNull(dueIn));
        if (!due.isAfter(now)) {
            throw Refusal.invalid("dueAt", "A promise lies ahead: give a time in the future.");
        }
        if (due.isAfter(now.plus(FARTHEST))) {
            throw Refusal.invalid("dueAt", "A promise lies at most ten years ahead.");
        }
        if (windowStart != null && !windowStart.isBefore(due)) {
            throw Refusal.invalid("windowStart", "A window starts before it ends.");
        }
        return due;
    }

    private static String line(String field, String text, int longest) {
        String clean = text.strip();
        if (clean.isEmpty()
                || clean.length() > longest
                || clean.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.invalid(
                    field, "The %s is one line of 1 to %d characters.".formatted(field, longest));
        }
        return clean;
    }
}
