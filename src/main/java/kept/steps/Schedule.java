package kept.steps;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import kept.calendars.WorkCalendar;
import org.jspecify.annotations.Nullable;

/// When each step of a plan is expected to end and when it must end at the latest, counted in the working time of its own
/// unit: forward from now over what was done, backward from the due time. Pure arithmetic; two passes over the steps.
///
/// Because [WorkCalendar#plus] and [WorkCalendar#minus] undo each other at the edges, the last step is expected after the due
/// time just if some step is expected after its own latest end.
public final class Schedule {
    private final List<Step> steps;
    private final WorkCalendar[] calendars;
    private final Instant now;
    private final Instant[] latestStart;
    private final Instant[] latestEnd;
    private final Instant[] expectedStart;
    private final Instant[] expectedEnd;

    private Schedule(List<Step> steps, WorkCalendar[] calendars, Instant now) {
        this.steps = steps;
        this.calendars = calendars;
        this.now = now;
        this.latestStart = new Instant[steps.size()];
        this.latestEnd = new Instant[steps.size()];
        this.expectedStart = new Instant[steps.size()];
        this.expectedEnd = new Instant[steps.size()];
    }

    /// @param steps in the order of their positions, each after what it needs
    /// @param calendarOf the calendar of a unit
    public static Schedule of(
            List<Step> steps, Function<UUID, WorkCalendar> calendarOf, Instant due, Instant now) {
        var schedule =
                new Schedule(
                        steps,
                        steps.stream()
                                .map(step -> calendarOf.apply(step.unit()))
                                .toArray(WorkCalendar[]::new),
                        now);
        schedule.forward();
        schedule.backward(due);
        return schedule;
    }

    /// True if it is the schedule of this very list.
    boolean isOf(List<Step> others) {
        return steps == others;
    }

    private void forward() {
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            Instant ready = now;
            for (int need : step.what().needs()) {
                ready = later(ready, expectedEnd[need]);
            }
            var course = step.course();
            switch (step.state()) {
                case DONE, DROPPED -> {
                    Instant end = Objects.requireNonNullElse(course.doneAt(), now);
                    expectedStart[i] = Objects.requireNonNullElse(course.startedAt(), end);
                    expectedEnd[i] = end;
                }
                case STARTED -> {
                    Instant started = Objects.requireNonNull(course.startedAt());
                    expectedStart[i] = started;
                    expectedEnd[i] =
                            later(
                                    later(now, course.toldEnd()),
                                    calendars[i].plus(started, step.what().work()));
                }
                case ASKED, ACCEPTED -> wait(i, later(ready, step.planned().start()));
                case REFUSED -> wait(i, ready);
            }
        }
    }

    private void wait(int i, Instant start) {
        var step = steps.get(i);
        expectedStart[i] = start;
        expectedEnd[i] =
                later(calendars[i].plus(start, step.what().work()), step.course().toldEnd());
    }

    private void backward(Instant due) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (latestEnd[i] == null) {
                latestEnd[i] = due;
            }
            latestStart[i] = calendars[i].minus(latestEnd[i], steps.get(i).what().work());
            for (int need : steps.get(i).what().needs()) {
                latestEnd[need] =
                        latestEnd[need] == null || latestStart[i].isBefore(latestEnd[need])
                                ? latestStart[i]
                                : latestEnd[need];
            }
        }
    }

    private static Instant later(Instant a, @Nullable Instant b) {
        return b != null && b.isAfter(a) ? b : a;
    }

    public Instant expectedStart(Step step) {
        return expectedStart[step.position()];
    }

    public Instant expectedEnd(Step step) {
        return expectedEnd[step.position()];
    }

    public Instant latestStart(Step step) {
        return latestStart[step.position()];
    }

    public Instant latestEnd(Step step) {
        return latestEnd[step.position()];
    }

    /// When everything is expected to be done.
    public Instant expectedEnd() {
        Instant end = expectedEnd[0];
        for (Instant each : expectedEnd) {
            end = later(end, each);
        }
        return end;
    }

    /// How much later the step may end before the due time is lost, in working time of its unit; negative if it is lost.
    public Duration slack(Step step) {
        int i = step.position();
        return calendars[i].between(expectedEnd[i], latestEnd[i]);
    }

    /// True if the due time is lost at this step, unless somebody makes up for it.
    public boolean red(Step step) {
        int i = step.position();
        return step.state().open()
                && (expectedEnd[i].isAfter(latestEnd[i]) || !now.isBefore(turns(step)));
    }

    /// True if the step is where the due time is lost, and not only behind such a one.
    private boolean cause(Step step) {
        return red(step) && step.what().needs().stream().noneMatch(need -> red(steps.get(need)));
    }

    /// Where the due time is lost: of several places the one whose time ran out first, or null if nowhere.
    public @Nullable Step red() {
        Step worst = null;
        for (var step : steps) {
            if (cause(step) && (worst == null || turns(step).isBefore(turns(worst)))) {
                worst = step;
            }
        }
        return worst;
    }

    /// The moment at which this step loses the due time if nobody moves: when it must have begun, or have ended once begun.
    public Instant turns(Step step) {
        int i = step.position();
        return step.state() == Step.State.STARTED ? latestEnd[i] : latestStart[i];
    }

    /// The next open step that time alone will turn red, or null if none is open.
    public @Nullable Step turnsNext() {
        Step next = null;
        for (var step : steps) {
            if (step.state().open() && (next == null || turns(step).isBefore(turns(next)))) {
                next = step;
            }
        }
        return next;
    }

    /// True if everything that it needs is done, so that it can begin.
    public boolean ready(Step step) {
        return step.what().needs().stream().allMatch(need -> !steps.get(need).state().open());
    }

    /// The first open step among those that it needs.
    Step waitsFor(Step step) {
        return step.what().needs().stream()
                .map(steps::get)
                .filter(need -> need.state().open())
                .findFirst()
                .orElseThrow();
    }

    /// The least slack of all open steps, or null if none is open: those that have it lie on the longest way.
    public @Nullable Duration leastSlack() {
        return steps.stream()
                .filter(step -> step.state().open())
                .map(this::slack)
                .min(Duration::compareTo)
                .orElse(null);
    }
}
