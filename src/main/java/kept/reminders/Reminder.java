package kept.reminders;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A sentence in which a customer says that we gave our word.
///
/// @param namedDue the time he names, read as one to come; null if he names none
/// @param promise the word in our ledger that he means, or that was recorded when the unit accepted it
public record Reminder(
        UUID id,
        UUID caseId,
        UUID message,
        UUID customer,
        UUID unit,
        String sentence,
        String kind,
        @Nullable Instant namedDue,
        Instant at,
        State state,
        @Nullable UUID promise,
        @Nullable UUID decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String reason) {
    /// It is in our ledger; it is not, and somebody must say whether we said so; we did; we did not.
    public enum State {
        MATCHED,
        UNRECORDED,
        ACCEPTED,
        REFUTED;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(java.util.Locale.ROOT));
        }
    }

    public boolean unrecorded() {
        return state == State.UNRECORDED;
    }

    Reminder decided(
            State as, @Nullable UUID word, UUID person, Instant when, @Nullable String why) {
        return new Reminder(
                id, caseId, message, customer, unit, sentence, kind, namedDue, at, as, word, person,
                when, why);
    }
}
