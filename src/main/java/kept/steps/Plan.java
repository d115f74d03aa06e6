package kept.steps;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import kept.journal.ChainHead;
import org.jspecify.annotations.Nullable;

/// The steps that back one promise, in an order in which each needs only earlier ones. It follows the promise from link to
/// link.
///
/// @param chain the first link of the promise
/// @param promise its latest link
/// @param provisionalUntil until when the customer was told to hear whether the promise stands, or null
/// @param unansweredAt when that time passed without an answer, or null
/// @param backedAt since when every unit has taken on its steps, or null
/// @param red since when and where the due time is lost, or null
/// @param endedAt when the promise ended and the rest was dropped, or null
public record Plan(
        UUID id,
        UUID chain,
        UUID promise,
        UUID template,
        List<Step> steps,
        @Nullable Instant provisionalUntil,
        @Nullable Instant unansweredAt,
        @Nullable Instant backedAt,
        @Nullable Red red,
        @Nullable Instant endedAt,
        ChainHead head) {
    /// The minute at which the due time was lost, and the place of the step that lost it.
    public record Red(Instant since, int position) {}

    public Plan {
        steps = List.copyOf(steps);
    }

    /// How the plan stands behind its promise.
    public enum Backing {
        BACKED,
        PROVISIONAL,
        UNANSWERED,
        REFUSED
    }

    public Backing backing() {
        if (steps.stream().anyMatch(step -> step.state() == Step.State.REFUSED)) {
            return Backing.REFUSED;
        }
        if (backed()) {
            return Backing.BACKED;
        }
        return unansweredAt == null ? Backing.PROVISIONAL : Backing.UNANSWERED;
    }

    /// True if every unit has taken on its steps.
    public boolean backed() {
        return steps.stream().allMatch(step -> step.state().backed());
    }

    /// How many things have happened to it.
    public int version() {
        return head.position();
    }

    public boolean open() {
        return endedAt == null;
    }

    /// The step at which it turned red, or null.
    public @Nullable Step redStep() {
        return red == null ? null : steps.get(red.position());
    }

    public Step step(UUID id) {
        return steps.stream().filter(step -> step.id().equals(id)).findFirst().orElseThrow();
    }

    /// The latest time by which a step that was asked is to be answered, or null if none waits for an answer.
    @Nullable Instant lastAnswerBy() {
        return steps.stream()
                .filter(step -> step.state() == Step.State.ASKED)
                .map(step -> Objects.requireNonNull(step.asked().answerBy()))
                .max(Instant::compareTo)
                .orElse(null);
    }

    Plan with(Step step) {
        return with(steps.stream().map(s -> s.id().equals(step.id()) ? step : s).toList());
    }

    Plan with(List<Step> changed) {
        return new Plan(
                id,
                chain,
                promise,
                template,
                changed,
                provisionalUntil,
                unansweredAt,
                backedAt,
                red,
                endedAt,
                head);
    }

    Plan eachStep(UnaryOperator<Step> change) {
        return with(steps.stream().map(change).toList());
    }

    /// Behind another link, with its steps laid out anew.
    Plan behind(UUID link, List<Step> laid) {
        return new Plan(id, chain, link, template, laid, null, null, backedAt, red, endedAt, head);
    }

    Plan provisional(@Nullable Instant until) {
        return new Plan(id, chain, promise, template, steps, until, null, null, red, endedAt, head);
    }

    Plan unanswered(Instant at) {
        return new Plan(
                id,
                chain,
                promise,
                template,
                steps,
                provisionalUntil,
                at,
                backedAt,
                red,
                endedAt,
                head);
    }

    Plan backed(Instant at) {
        return new Plan(id, chain, promise, template, steps, null, null, at, red, endedAt, head);
    }

    Plan unbacked() {
        return new Plan(
                id,
                chain,
                promise,
                template,
                steps,
                provisionalUntil,
                unansweredAt,
                null,
                red,
                endedAt,
                head);
    }

    Plan turned(@Nullable Red newRed) {
        return new Plan(
                id,
                chain,
                promise,
                template,
                steps,
                provisionalUntil,
                unansweredAt,
                backedAt,
                newRed,
                endedAt,
                head);
    }

    Plan ended(Instant at) {
        return new Plan(id, chain, promise, template, steps, null, null, backedAt, red, at, head);
    }

    Plan endingAt(ChainHead newHead) {
        return new Plan(
                id,
                chain,
                promise,
                template,
                steps,
                provisionalUntil,
                unansweredAt,
                backedAt,
                red,
                endedAt,
                newHead);
    }
}
