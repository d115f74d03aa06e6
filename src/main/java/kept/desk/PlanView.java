package kept.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import kept.steps.Plan;
import kept.steps.Progress;
import kept.steps.Step;
import kept.teams.Teams;
import kept.web.Clockface;
import org.jspecify.annotations.Nullable;

/// The steps behind a promise in words: who has taken on what, how much time there is to spare, and where it turned red.
public record PlanView(Progress progress, List<Line> lines, String backing, @Nullable String red) {
    private static final int SHOWN = 40;

    /// One step in words.
    ///
    /// @param tone the end of the class that colours its mark
    /// @param when from when to when
    /// @param slack how much time there is to spare, or how much is missing
    public record Line(
            UUID id,
            String name,
            String unit,
            String state,
            String tone,
            String when,
            String slack,
            @Nullable String reason,
            boolean red,
            boolean refused) {}

    static PlanView of(Progress progress, Teams teams, Clockface face) {
        return new PlanView(
                progress,
                progress.plan().steps().stream()
                        .limit(SHOWN)
                        .map(step -> line(step, progress, teams, face))
                        .toList(),
                backing(progress.plan(), face),
                red(progress, teams, face));
    }

    /// How many steps are not shown.
    public int more() {
        return Math.max(0, progress.plan().steps().size() - SHOWN);
    }

    public long done() {
        return progress.plan().steps().stream()
                .filter(step -> step.state() == Step.State.DONE)
                .count();
    }

    public String tone() {
        return red != null
                ? "is-broken"
                : switch (progress.plan().backing()) {
                    case BACKED -> "is-kept";
                    case PROVISIONAL -> "is-given";
                    case UNANSWERED -> "is-atRisk";
                    case REFUSED -> "is-broken";
                };
    }

    private static String backing(Plan plan, Clockface face) {
        if (!plan.open()) {
            return "over";
        }
        return switch (plan.backing()) {
            case BACKED -> "backed by all";
            case PROVISIONAL ->
                    plan.provisionalUntil() == null
                            ? "provisional"
                            : "provisional until " + face.near(plan.provisionalUntil());
            case UNANSWERED ->
                    "no answer, was due " + face.near(Objects.requireNonNull(plan.unansweredAt()));
            case REFUSED -> "refused: give another time";
        };
    }

    private static @Nullable String red(Progress progress, Teams teams, Clockface face) {
        var red = progress.plan().red();
        var at = progress.plan().redStep();
        if (red == null || at == null) {
            return null;
        }
        String since =
                "%s %s, at \"%s\" (%s)"
                        .formatted(
                                progress.plan().open() ? "Red since" : "Was red since",
                                face.near(red.since()),
                                at.name(),
                                teams.unit(at.unit()).name());
        return progress.plan().open()
                ? since
                        + "; as things stand it is done "
                        + face.near(progress.schedule().expectedEnd())
                : since;
    }

    private static Line line(Step step, Progress progress, Teams teams, Clockface face) {
        boolean red = progress.plan().open() && progress.schedule().red(step);
        return new Line(
                step.id(),
                step.name(),
                teams.unit(step.unit()).name(),
                state(step, face),
                red
                        ? "broken"
                        : switch (step.state()) {
                            case DONE -> "kept";
                            case ACCEPTED, STARTED -> "given";
                            case ASKED -> step.asked().rung() == 0 ? "asked" : "atRisk";
                            case REFUSED -> "broken";
                            case DROPPED -> "over";
                        },
                when(step, progress, face),
                progress.plan().open() ? slack(step, progress) : "",
                step.course().reason(),
                red,
                step.state() == Step.State.REFUSED);
    }

    /// How a step stands, in plain words.
    static String state(Step step, Clockface face) {
        return switch (step.state()) {
            case ASKED ->
                    step.asked().rung() == 0
                            ? "asked, answers by "
                                    + face.near(Objects.requireNonNull(step.asked().answerBy()))
                            : "no answer, told "
                                    + (step.asked().rung() == 1 ? "the lead" : "the owner");
            case ACCEPTED -> step.course().acceptedBy() == null ? "taken on by rule" : "taken on";
            case REFUSED -> "refused";
            case STARTED -> "begun";
            case DONE -> "done";
            case DROPPED -> "dropped";
        };
    }

    private static String when(Step step, Progress progress, Clockface face) {
        return switch (step.state()) {
            case DONE -> face.near(Objects.requireNonNull(step.course().doneAt()));
            case DROPPED -> "";
            case REFUSED ->
                    "not before " + face.near(Objects.requireNonNull(step.course().toldEnd()));
            case ASKED, ACCEPTED, STARTED -> {
                Instant end = progress.schedule().expectedEnd(step);
                yield end.equals(step.planned().end())
                        ? "by " + face.near(end)
                        : "expected " + face.near(end);
            }
        };
    }

    static String slack(Step step, Progress progress) {
        if (!step.state().open()) {
            return "";
        }
        Duration slack = progress.schedule().slack(step);
        return slack.isNegative()
                ? work(slack.negated()) + " too late"
                : slack.isZero() ? "nothing to spare" : work(slack) + " to spare";
    }

    /// A length of working time: days would be misread, since a working day is none of 24 hours.
    private static String work(Duration length) {
        long hours = length.toHours();
        return hours >= 10 || (length.toMinutesPart() == 0 && hours > 0)
                ? hours + " working h"
                : hours > 0
                        ? hours + " h " + length.toMinutesPart() + " min"
                        : Math.max(1, length.toMinutes()) + " min";
    }
}
