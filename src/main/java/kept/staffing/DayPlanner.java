package kept.staffing;

import java.util.List;
import java.util.UUID;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Plans the day that was asked for, from the history of its queue or from figures that were typed.
@Component
class DayPlanner {
    private final Staffing staffing;

    DayPlanner(Staffing staffing) {
        this.staffing = staffing;
    }

    /// @throws kept.kernel.Refusal `INVALID` with the first figure that cannot be taken
    PlannedDay plan(Viewer viewer, UUID unit, PlanForm form) {
        Goal goal = form.goal();
        var queues = staffing.queues(viewer, unit);
        var chosen = chosen(form, queues);
        var arrivals =
                staffing.arrivals(viewer, unit, chosen.queue(), chosen.day(), form.interval());
        boolean known = !arrivals.days().isEmpty();
        var walk = WalkForward.over(arrivals);
        int minutes = form.typed() ? form.interval() : arrivals.grid().minutes();
        var dispersion = form.typed() && walk.assumed() ? Dispersion.NONE : walk.dispersion();
        var forecast = form.typed() || !known ? null : arrivals.forecast(chosen.day(), dispersion);
        var expected = forecast == null ? form.expected(minutes, dispersion) : forecast.intervals();
        var learned = arrivals.handleSeconds(chosen.day());
        var plan =
                expected.isEmpty()
                        ? null
                        : Plan.of(goal, minutes, expected, handle(form.handleSeconds(), learned));
        return new PlannedDay(
                chosen,
                minutes,
                queues,
                forecast,
                known ? walk.error() : null,
                walk.assumed(),
                learned != null && form.handleSeconds() == null,
                plan,
                plan == null ? null : plan.simulate(dispersion, chosen.day().toEpochDay()));
    }

    private static double handle(@Nullable Double typed, @Nullable Double learned) {
        if (typed != null) {
            return typed;
        }
        // calls that nobody answered have no length
        return learned == null || learned < 1 ? PlanForm.USUAL_HANDLE : learned;
    }

    /// With the first queue of the unit if none was named.
    private static PlanForm chosen(PlanForm form, List<String> queues) {
        return form.queue().isEmpty() && !queues.isEmpty() ? form.of(queues.getFirst()) : form;
    }
}
