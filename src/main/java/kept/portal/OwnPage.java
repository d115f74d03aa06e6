package kept.portal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kept.cases.Case;
import kept.cases.Message;
import kept.customers.Customer;
import kept.promises.Promise;
import kept.steps.Progress;
import kept.steps.Step;
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
        Map<UUID, Progress> plans,
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

    /// The steps behind a promise, told at the last link of its chain; none if nobody else has a part in it.
    public List<Step> steps(Promise promise) {
        var progress = plans.get(promise.words().chain());
        return progress == null || promise.words().next() != null
                ? List.of()
                : progress.plan().steps();
    }

    /// How a step stands, said to the customer.
    public String standing(Step step) {
        return switch (step.state()) {
            case ASKED -> "not taken on yet";
            case ACCEPTED -> "taken on";
            case REFUSED -> "cannot be done in time";
            case STARTED -> "being done";
            case DONE -> "done";
            case DROPPED -> "not needed any more";
        };
    }

    /// What must still be settled before the time stands, or null.
    public @Nullable String provisional(Promise promise) {
        var progress = plans.get(promise.words().chain());
        if (progress == null || !progress.plan().open() || promise.words().next() != null) {
            return null;
        }
        var plan = progress.plan();
        return switch (plan.backing()) {
            case BACKED -> null;
            case PROVISIONAL ->
                    plan.provisionalUntil() == null
                            ? null
                            : "This time is provisional until %s. By then we tell you whether it stands."
                                    .formatted(face.full(plan.provisionalUntil()));
            case UNANSWERED ->
                    "This time is not confirmed yet: somebody who has a part in it has not answered us. You hear from us as soon as it is settled.";
            case REFUSED ->
                    "This time is not confirmed: one of those who have a part in it cannot do it in time. You hear from us, with a time that holds.";
        };
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
