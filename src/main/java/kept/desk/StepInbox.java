package kept.desk;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import kept.steps.Capacity;
import kept.steps.Step;
import kept.teams.Unit;
import kept.web.Clockface;

/// The steps that somebody's units owe: what waits for an answer, what is late, what is for today and what for later.
public record StepInbox(
        List<StepRow> toAnswer,
        List<StepRow> late,
        List<StepRow> today,
        List<StepRow> later,
        List<StepRow> refused,
        List<Capacity> capacities,
        List<Unit> units,
        String unit,
        boolean works,
        Clockface face) {
    static StepInbox of(
            List<StepRow> rows,
            List<Capacity> capacities,
            List<Unit> units,
            String unit,
            boolean works,
            Clockface face) {
        Instant tomorrow = face.today().plusDays(1).atStartOfDay(face.zone()).toInstant();
        var working =
                rows.stream()
                        .filter(row ->
                                row.step().state() == Step.State.ACCEPTED
                                        || row.step().state() == Step.State.STARTED)
                        .toList();
        return new StepInbox(
                in(rows, Step.State.ASKED),
                working.stream().filter(row -> row.task().red()).toList(),
                working.stream().filter(row -> !row.task().red() && today(row, tomorrow)).toList(),
                working.stream().filter(row -> !row.task().red() && !today(row, tomorrow)).toList(),
                in(rows, Step.State.REFUSED),
                capacities,
                units,
                unit,
                works,
                face);
    }

    /// What is begun or planned to begin today.
    private static boolean today(StepRow row, Instant tomorrow) {
        return row.step().state() == Step.State.STARTED
                || row.step().planned().start().isBefore(tomorrow);
    }

    private static List<StepRow> in(List<StepRow> rows, Step.State state) {
        return rows.stream().filter(row -> row.step().state() == state).toList();
    }

    public boolean empty() {
        return toAnswer.isEmpty()
                && late.isEmpty()
                && today.isEmpty()
                && later.isEmpty()
                && refused.isEmpty();
    }

    public String nameOf(UUID id) {
        return units.stream().filter(u -> u.id().equals(id)).map(Unit::name).findFirst().orElse("");
    }
}
