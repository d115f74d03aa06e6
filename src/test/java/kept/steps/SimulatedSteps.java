package kept.steps;

import java.time.Clock;
import java.util.List;
import kept.calendars.Calendars;
import kept.database.SimulatedWrites;
import kept.database.Writes;
import kept.jobs.Timers;
import kept.journal.Journal;
import kept.promises.Promises;
import kept.teams.Teams;
import org.springframework.context.ApplicationEventPublisher;

/// The steps of a house that has no templates of steps: its words are backed by their owners alone.
public record SimulatedSteps(Steps steps) {
    public static SimulatedSteps without(
            Promises promises,
            Teams teams,
            Calendars calendars,
            Timers timers,
            Journal journal,
            Writes writes,
            ApplicationEventPublisher news,
            Clock clock) {
        var templates = new StepTemplates(new NoTemplates(), teams, journal, clock);
        return new SimulatedSteps(
                new Steps(
                        new StepTable(SimulatedWrites.noClient()),
                        templates,
                        promises,
                        teams,
                        calendars,
                        timers,
                        journal,
                        writes,
                        news,
                        clock));
    }

    private static final class NoTemplates extends TemplateTable {
        NoTemplates() {
            super(SimulatedWrites.noClient(), SimulatedWrites.nowhere());
        }

        @Override
        List<StepTemplate> inForce() {
            return List.of();
        }

        @Override
        boolean any() {
            return false;
        }
    }
}
