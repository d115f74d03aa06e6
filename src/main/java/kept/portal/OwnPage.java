package kept.portal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kept.cases.Case;
import kept.cases.Message;
import kept.customers.Customer;
import kept.promises.Promise;
import kept.warnings.Warning;
import kept.web.Clockface;
import org.jspecify.annotations.Nullable;

/// What a customer sees: our word to him and how it stands, and what was said on his case.
///
/// @param decider who was brought in because his matter came again, or empty
public record OwnPage(
        String token,
        Customer customer,
        @Nullable Case theCase,
        List<Promise> owed,
        List<Promise> unconfirmed,
        List<Promise> past,
        Map<UUID, String> makeGoods,
        Map<UUID, Warning> warnings,
        List<Message> thread,
        String decider,
        Clockface face,
        String said) {

    /// How a promise stands, said to the customer.
    public String standing(Promise promise) {
        return switch (promise.state()) {
            case GIVEN -> promise.waitsForCondition() ? "We wait for your part" : "We are on it";
            case AT_RISK ->
                    told(promise)
                            ? "It may be late; we told you before the time"
                            : "It may be late";
            case CLAIMED -> "We say it is done. Is it?";
            case BROKEN ->
                    promise.words().next() == null
                            ? "We broke our word"
                            : "Broken, then given another time";
            case KEPT -> "Kept";
            case KEPT_LATE -> "Kept, but late";
            case RENEGOTIATED -> "Given another time";
            case RELEASED -> "You let us off";
            case WITHDRAWN -> "We took it back";
            case VOID -> "Recorded in error";
        };
    }

    private boolean told(Promise promise) {
        return promise.course().warnedAt() != null;
    }

    /// The new time that he can accept, or null if he was told none.
    public @Nullable Instant newTime(Promise promise) {
        var warning = warnings.get(promise.id());
        return warning == null || warning.toldAt() == null ? null : warning.newDue();
    }

    /// What the customer gets because this was broken, or null.
    public @Nullable String makeGood(Promise promise) {
        return promise.words().next() == null ? makeGoods.get(promise.words().chain()) : null;
    }

    /// Who acts next.
    public String whoseMove() {
        if (!unconfirmed.isEmpty()) {
            return "Yours: tell us whether it was done.";
        }
        if (!owed.isEmpty()) {
            return "Ours.";
        }
        return theCase != null && !theCase.resolved() && theCase.ourMove()
                ? "Ours: we answer you."
                : "Nobody's just now.";
    }
}
