package kept.warnings;

import java.time.Clock;
import java.time.Instant;
import kept.jobs.FiresTimers;
import kept.jobs.Timer;
import kept.jobs.Timers;
import kept.promises.Promises;
import kept.steps.PlanTurnedRed;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// A word whose steps can no longer hold its due time is at risk from that minute on, whatever its forecast says. It is
/// put at risk by a timer, when the step that slipped has been written down.
@Component
class SlippedSteps implements FiresTimers {
    private static final String TIMER = "plan.red";

    private final Promises promises;
    private final Timers timers;
    private final Clock clock;

    SlippedSteps(Promises promises, Timers timers, Clock clock) {
        this.promises = promises;
        this.timers = timers;
        this.clock = clock;
    }

    @EventListener
    void on(PlanTurnedRed red) {
        timers.set(TIMER, red.promise().id(), clock.instant());
    }

    @Override
    public String timerKind() {
        return TIMER;
    }

    @Override
    public void fire(Timer timer, Instant now) {
        promises.putAtRisk(timer.subject(), "a step slipped");
    }
}
