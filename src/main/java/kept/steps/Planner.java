package kept.steps;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import kept.calendars.WorkCalendar;
import org.jspecify.annotations.Nullable;

/// Lays steps out backwards from the due time: each as late as the steps behind it allow, less a buffer at the end, and
/// earlier where its unit has no room that day. Steps that are done, begun, or taken on for a time that still serves stay.
///
/// The buffer is half of the work of the longest way, and at most half of the time to spare: without one, every step would
/// stand at its latest end and the first delay would lose the due time.
final class Planner {
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private final Function<UUID, WorkCalendar> calendarOf;
    private final Room room;
    private final Instant now;

    Planner(Function<UUID, WorkCalendar> calendarOf, Room room, Instant now) {
        this.calendarOf = calendarOf;
        this.room = room;
        this.now = now;
    }

    /// Takes what units take on by rule.
    interface Room {
        /// True if it took one piece of the day's capacity for this step.
        boolean take(Step step, LocalDate day);

        /// Gives a piece back.
        void giveBack(Step step, LocalDate day);
    }

    /// True if the due time is not lost from the start.
    boolean works(List<Step> steps, Instant due) {
        return Schedule.of(free(steps), calendarOf, due, now).red() == null;
    }

    /// The earliest due time to name: a quarter of an hour of work behind the earliest end, on the next full quarter.
    Instant earliestDue(List<Step> steps) {
        var soonest = Schedule.of(free(steps), calendarOf, now, now);
        Instant end = now;
        for (var step : steps) {
            Instant with = calendarOf.apply(step.unit()).plus(soonest.expectedEnd(step), QUARTER);
            end = with.isAfter(end) ? with : end;
        }
        Instant named =
                Instant.ofEpochSecond(
                        Math.ceilDiv(
                                        end.getEpochSecond() + (end.getNano() > 0 ? 1 : 0),
                                        QUARTER.toSeconds())
                                * QUARTER.toSeconds());
        // where calendars differ, a quarter of one may be none of another
        while (!works(steps, named)) {
            named = named.plus(QUARTER);
        }
        return named;
    }

    /// As if each step that is not begun could begin at any time.
    private List<Step> free(List<Step> steps) {
        return steps.stream()
                .map(step ->
                        step.state() == Step.State.ASKED || step.state() == Step.State.ACCEPTED
                                ? new Step(
                                        step.what(),
                                        step.state(),
                                        new Step.Times(now, step.planned().end(), null),
                                        step.asked(),
                                        step.course())
                                : step)
                .toList();
    }

    /// @param calendar of the unit that gave the promise; the buffer is counted in it
    List<Step> lay(List<Step> steps, Instant due, WorkCalendar calendar) {
        var soonest = Schedule.of(free(steps), calendarOf, due, now);
        var stays = staying(steps, soonest);
        for (var step : steps) {
            if (stays[step.position()] == null && step.planned().day() != null) {
                room.giveBack(step, step.planned().day());
            }
        }
        Instant aim = aim(soonest.expectedEnd(), due, calendar);
        var laid = new ArrayList<Step>(steps);
        var bound = new Instant[steps.size()];
        for (int i = steps.size() - 1; i >= 0; i--) {
            var step = steps.get(i);
            Step kept = stays[i];
            Step fresh =
                    kept != null
                            ? kept
                            : placed(
                                    step,
                                    bound[i] == null ? aim : bound[i],
                                    soonest.expectedStart(step));
            laid.set(i, fresh);
            for (int need : step.what().needs()) {
                Instant start = fresh.planned().start();
                bound[need] =
                        bound[need] == null || start.isBefore(bound[need]) ? start : bound[need];
            }
        }
        return laid;
    }

    private Instant aim(Instant soonest, Instant due, WorkCalendar calendar) {
        Duration spare = calendar.between(soonest, due);
        if (spare.isNegative() || spare.isZero()) {
            return soonest;
        }
        Duration half = calendar.between(now, soonest).dividedBy(2);
        Duration buffer = half.compareTo(spare.dividedBy(2)) < 0 ? half : spare.dividedBy(2);
        Instant aim = calendar.minus(due, buffer);
        return aim.isBefore(soonest) ? soonest : aim;
    }

    /// For each place the step as it stays, or null if it is to be laid anew.
    private @Nullable Step[] staying(List<Step> steps, Schedule soonest) {
        var stays = new @Nullable Step[steps.size()];
        var ends = new Instant[steps.size()];
        for (var step : steps) {
            int i = step.position();
            Instant ready = now;
            for (int need : step.what().needs()) {
                ready = ends[need].isAfter(ready) ? ends[need] : ready;
            }
            stays[i] = stay(step, ready, soonest);
            Step kept = stays[i];
            ends[i] =
                    kept != null && kept.state() == Step.State.ACCEPTED
                            ? kept.planned().end()
                            : soonest.expectedEnd(step);
        }
        return stays;
    }

    private @Nullable Step stay(Step step, Instant ready, Schedule soonest) {
        return switch (step.state()) {
            case DONE, STARTED, DROPPED -> step;
            case ACCEPTED ->
                    step.course().toldEnd() == null
                                    && !step.planned().start().isBefore(ready)
                                    && !step.planned().end().isAfter(soonest.latestEnd(step))
                            ? step
                            : null;
            case REFUSED -> {
                Instant told = Objects.requireNonNull(step.course().toldEnd());
                var times = ending(step, told);
                yield !times.start().isBefore(ready) && !told.isAfter(soonest.latestEnd(step))
                        ? step.takenAsTold(times, now)
                        : null;
            }
            case ASKED -> null;
        };
    }

    private Step placed(Step step, Instant bound, Instant soonest) {
        var latest = ending(step, bound);
        if (step.what().capacity() != null) {
            var calendar = calendarOf.apply(step.unit());
            var times = latest;
            while (!times.start().isBefore(soonest)) {
                LocalDate day = LocalDate.ofInstant(times.end(), calendar.zone());
                if (room.take(step, day)) {
                    return step.takenByRule(new Step.Times(times.start(), times.end(), day), now);
                }
                times = ending(step, closeBefore(calendar, day));
            }
        }
        return step.askedFor(latest, now, answerBy(step, latest.start()));
    }

    private static Instant closeBefore(WorkCalendar calendar, LocalDate day) {
        return calendar.close(calendar.plusWorkingDays(day, -1)).orElseThrow();
    }

    private Step.Times ending(Step step, Instant bound) {
        var calendar = calendarOf.apply(step.unit());
        Instant start = calendar.minus(bound, step.what().work());
        return new Step.Times(start, calendar.plus(start, step.what().work()), null);
    }

    /// An answer after the step should have begun is none, so it comes before that if there is time for it.
    Instant answerBy(Step step, Instant start) {
        Instant usual = calendarOf.apply(step.unit()).plus(now, step.what().answerWithin());
        return start.isAfter(now) && start.isBefore(usual) ? start : usual;
    }
}
