package kept.warnings;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// News that a word may be late: by when the customer must be told, the new time that we believe in, and how he was told.
///
/// @param newDue null while nobody believes in a time
/// @param reason in words for the customer; null if nobody gave one
/// @param toldBy who of us told him; null if the house did
/// @param toldHow for example "by telephone"; null if it was by letter
/// @param late true if his owner let the time to tell pass
public record Warning(
        UUID id,
        UUID promise,
        UUID customer,
        Instant raisedAt,
        Instant tellBy,
        @Nullable Instant newDue,
        State state,
        @Nullable String reason,
        @Nullable Instant toldAt,
        @Nullable UUID toldBy,
        @Nullable String toldHow,
        boolean late) {
    /// It waits to be told, was told, or needs no telling any more.
    public enum State {
        WAITING,
        TOLD,
        MOOT;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(java.util.Locale.ROOT));
        }
    }

    public boolean waits() {
        return state == State.WAITING;
    }

    Warning saying(@Nullable String words, @Nullable Instant due) {
        return new Warning(
                id, promise, customer, raisedAt, tellBy, due, state, words, toldAt, toldBy, toldHow,
                late);
    }

    Warning told(@Nullable UUID person, @Nullable String how, Instant at) {
        return new Warning(
                id,
                promise,
                customer,
                raisedAt,
                tellBy,
                newDue,
                State.TOLD,
                reason,
                at,
                person,
                how,
                late);
    }

    Warning neglected() {
        return new Warning(
                id, promise, customer, raisedAt, tellBy, newDue, state, reason, toldAt, toldBy,
                toldHow, true);
    }

    Warning moot() {
        return new Warning(
                id,
                promise,
                customer,
                raisedAt,
                tellBy,
                newDue,
                State.MOOT,
                reason,
                toldAt,
                toldBy,
                toldHow,
                late);
    }
}
