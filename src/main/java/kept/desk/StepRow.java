package kept.desk;

import java.util.Objects;
import kept.steps.Step;
import kept.steps.Task;
import kept.teams.Teams;
import kept.web.Clockface;

/// A step in the inbox of its unit, with the promise that waits for it.
public record StepRow(
        Task task,
        PromiseRow promise,
        String unit,
        boolean linked,
        String waitsFor,
        Clockface face) {
    static StepRow of(Task task, PromiseRow promise, boolean linked, Teams teams, Clockface face) {
        var step = task.step();
        var first = step.state().open() && !task.ready() ? task.waitsFor() : null;
        return new StepRow(
                task,
                promise,
                teams.unit(step.unit()).name(),
                linked,
                first == null
                        ? ""
                        : "waits for \"%s\" (%s)"
                                .formatted(first.name(), teams.unit(first.unit()).name()),
                face);
    }

    public Step step() {
        return task.step();
    }

    public String state() {
        return PlanView.state(step(), face);
    }

    public String slack() {
        return PlanView.slack(step(), task.progress());
    }

    public String tone() {
        return task.red()
                ? "broken"
                : step().state() == Step.State.ASKED
                        ? step().asked().rung() == 0 ? "asked" : "atRisk"
                        : "given";
    }

    /// From when to when, said once if it is the same day.
    public String planned() {
        var start = step().planned().start();
        var end = step().planned().end();
        return face.day(start).equals(face.day(end))
                ? face.near(start) + " to " + face.time(end)
                : face.near(start) + " to " + face.near(end);
    }

    /// True if it is to be expected later than planned.
    public boolean late() {
        return step().state() != Step.State.REFUSED && task.late();
    }

    public String expected() {
        return face.near(task.progress().schedule().expectedEnd(step()));
    }

    public String latest() {
        return face.near(task.progress().schedule().latestEnd(step()));
    }

    public String told() {
        return face.near(Objects.requireNonNull(step().course().toldEnd()));
    }
}
