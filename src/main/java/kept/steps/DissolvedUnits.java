package kept.steps;

import kept.database.Writes;
import kept.kernel.Refusal;
import kept.teams.UnitDissolves;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// A unit that still has steps to do, or is named in a template, cannot be dissolved: what it does is its own, and another
/// unit must take it on first.
@Component
class DissolvedUnits {
    private final StepTable steps;
    private final StepTemplates templates;
    private final Writes writes;

    DissolvedUnits(StepTable steps, StepTemplates templates, Writes writes) {
        this.steps = steps;
        this.templates = templates;
        this.writes = writes;
    }

    @EventListener
    void on(UnitDissolves dissolving) {
        writes.flush();
        long open = steps.openOf(dissolving.unit());
        if (open > 0) {
            throw Refusal.conflict(
                    "This unit still has %d %s to do: finish or refuse them first."
                            .formatted(open, open == 1 ? "step" : "steps"));
        }
        templates.list().stream()
                .filter(t ->
                        dissolving.unit().equals(t.unit())
                                || t.lines().stream()
                                        .anyMatch(line -> line.unit().equals(dissolving.unit())))
                .findFirst()
                .ifPresent(t -> {
                    throw Refusal.conflict(
                            "This unit is named in the steps of \"%s\": name another there first (House, Steps)."
                                    .formatted(t.kind()));
                });
    }
}
