package kept.makegood;

import java.time.Instant;
import java.util.UUID;
import kept.journal.ChainHead;
import org.jspecify.annotations.Nullable;

/// What a customer gets for one matter: a chain of promises of which a link was broken.
///
/// @param promise the link that was broken first
/// @param policy the rule it follows, or null if people granted it freely
/// @param reason why nothing is owed, or why a free one was granted
public record MakeGood(
        UUID id,
        UUID chain,
        UUID promise,
        UUID customerId,
        UUID unit,
        UUID payer,
        @Nullable UUID policy,
        String name,
        Instant lateFrom,
        State state,
        Money total,
        @Nullable String reason,
        @Nullable String evidence,
        @Nullable Instant paidAt,
        @Nullable String payment,
        Instant since,
        ChainHead head) {
    /// How it stands.
    public enum State {
        /// The delay goes on, and so does what we owe for it.
        GROWING,
        /// The amount is final and waits to be paid.
        OWED,
        PAID,
        /// Nothing is owed, for a reason with evidence.
        EXCLUDED;

        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static State of(String wire) {
            return valueOf(wire.toUpperCase(java.util.Locale.ROOT));
        }
    }

    MakeGood as(State newState) {
        return with(newState, total, reason, evidence, paidAt, payment, head);
    }

    MakeGood grownTo(long minor) {
        return with(
                state, new Money(minor, total.currency()), reason, evidence, paidAt, payment, head);
    }

    MakeGood excluded(String why, String shownBy) {
        return with(
                State.EXCLUDED,
                new Money(0, total.currency()),
                why,
                shownBy,
                paidAt,
                payment,
                head);
    }

    MakeGood paid(String reference, Instant at) {
        return with(State.PAID, total, reason, evidence, at, reference, head);
    }

    MakeGood endingAt(ChainHead newHead) {
        return with(state, total, reason, evidence, paidAt, payment, newHead);
    }

    /// The parts that ever change; for what, for whom and by which rule stay.
    private MakeGood with(
            State newState,
            Money newTotal,
            @Nullable String newReason,
            @Nullable String newEvidence,
            @Nullable Instant newPaidAt,
            @Nullable String newPayment,
            ChainHead newHead) {
        return new MakeGood(
                id,
                chain,
                promise,
                customerId,
                unit,
                payer,
                policy,
                name,
                lateFrom,
                newState,
                newTotal,
                newReason,
                newEvidence,
                newPaidAt,
                newPayment,
                since,
                newHead);
    }

    /// True while time or people may still change the amount.
    public boolean open() {
        return state == State.GROWING || state == State.OWED;
    }
}
