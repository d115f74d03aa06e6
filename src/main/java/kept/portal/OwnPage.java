package kept.portal;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kept.cases.Case;
import kept.cases.Message;
import kept.contacts.CallWindow;
import kept.customers.Customer;
import kept.kernel.Wording;
import kept.promises.Promise;
import kept.steps.Progress;
import kept.steps.Step;
import kept.warnings.Warning;
import kept.web.Clockface;
import org.jspecify.annotations.Nullable;

/// What a customer sees: our word to him and how it stands, and what was said on his case.
///
/// @param decider who was brought in because his matter came again, or empty
/// @param said which button was pressed before, as the address says it
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
        Map<UUID, List<CallWindow>> callWindows,
        List<Message> thread,
        String decider,
        Clockface face,
        String said) {
    private static final Set<String> SAID =
            Set.of("kept", "not-kept", "agreed", "released", "heard");

    /// A text of the page in the customer's language, with names and what they stand for in turn.
    public String text(String key, String... filled) {
        return wording().text(key, filled);
    }

    private Wording wording() {
        return Wording.of("ownPage", customer.locale());
    }

    /// The language of the page (BCP 47).
    public String language() {
        return wording().locale().toLanguageTag();
    }

    /// A time in full, on the customer's clock and in his language.
    public String time(Instant at) {
        return face.full(at, wording().text("date"), wording().locale());
    }

    /// "until Friday", or between when and when.
    public String times(Promise promise) {
        Instant from = promise.times().windowStart();
        return from == null
                ? text("until", "due", time(promise.due()))
                : text("between", "from", time(from), "due", time(promise.due()));
    }

    /// When he may choose to be called, if this is a promise to call him.
    public List<CallWindow> callWindows(Promise promise) {
        return callWindows.getOrDefault(promise.id(), List.of());
    }

    /// A window in full: "Thursday, 26 November 2026, 13:00 to 17:00".
    public String window(CallWindow window) {
        return text(
                "window",
                "from",
                time(window.from()),
                "until",
                face.full(window.until(), "HH:mm", wording().locale()));
    }

    /// How a promise stands, said to the customer.
    public String standing(Promise promise) {
        return text(
                "state."
                        + switch (promise.state()) {
                            case GIVEN -> promise.waitsForCondition() ? "waiting" : "given";
                            case AT_RISK -> told(promise) ? "told" : "atRisk";
                            case BROKEN ->
                                    promise.words().next() == null ? "broken" : "brokenMoved";
                            case CLAIMED,
                                    KEPT,
                                    KEPT_LATE,
                                    RENEGOTIATED,
                                    RELEASED,
                                    WITHDRAWN,
                                    VOID ->
                                    promise.state().wire();
                        });
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
        return text("step." + step.state().name().toLowerCase(Locale.ROOT));
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
                            : text("provisional", "until", time(plan.provisionalUntil()));
            case UNANSWERED -> text("unanswered");
            case REFUSED -> text("refused");
        };
    }

    /// Who acts next.
    public String whoseMove() {
        if (!unconfirmed.isEmpty()) {
            return text("next.yours");
        }
        if (!owed.isEmpty()) {
            return text("next.ours");
        }
        return text(
                theCase != null && !theCase.resolved() && theCase.ourMove()
                        ? "next.answer"
                        : "next.nobody");
    }

    /// What is said after a button was pressed; nothing if none was.
    public String thanks() {
        return SAID.contains(said) ? text("said." + said) : "";
    }
}
