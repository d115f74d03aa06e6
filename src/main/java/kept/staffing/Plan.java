package kept.staffing;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/// Who is needed when: a day, interval by interval.
///
/// @param minutes the length of an interval
/// @param handleSeconds how long a call keeps an agent
public record Plan(Goal goal, int minutes, double handleSeconds, List<Slot> slots) {
    private static final int USUAL_SAVING = 30;

    /// One interval: what is expected, how many agents must be at the telephone, and what becomes of it.
    ///
    /// @param people how many must be on duty for that
    public record Slot(Expected expected, int agents, int people, WaitingLine line) {
        public LocalTime start() {
            return expected.start();
        }
    }

    public Plan {
        slots = List.copyOf(slots);
    }

    /// The fewest people for what is expected.
    ///
    /// @throws kept.kernel.Refusal `INVALID` if a load is beyond what can be planned
    public static Plan of(Goal goal, int minutes, List<Expected> expected, double handleSeconds) {
        var slots = new ArrayList<Slot>();
        for (Expected one : expected) {
            var load = new Load(one.mean() * 60 / minutes, handleSeconds);
            int agents = goal.agents(load);
            slots.add(new Slot(one, agents, goal.people(agents), goal.line(load, agents)));
        }
        return new Plan(goal, minutes, handleSeconds, slots);
    }

    public double calls() {
        return slots.stream().mapToDouble(slot -> slot.expected().mean()).sum();
    }

    /// The most people on duty at once.
    public int peak() {
        return slots.stream().mapToInt(Slot::people).max().orElse(0);
    }

    /// Paid hours of all people together.
    public double hours() {
        return slots.stream().mapToInt(Slot::people).sum() * minutes / 60.0;
    }

    /// The share of all callers of the day who are answered in time.
    public double serviceLevel() {
        double calls = calls();
        return calls == 0
                ? 1
                : slots.stream()
                                .mapToDouble(slot ->
                                        slot.expected().mean()
                                                * slot.line().serviceLevel(goal.withinSeconds()))
                                .sum()
                        / calls;
    }

    /// The share of all callers of the day who give up.
    public double abandoned() {
        double calls = calls();
        return calls == 0
                ? 0
                : slots.stream()
                                .mapToDouble(
                                        slot -> slot.expected().mean() * slot.line().abandoned())
                                .sum()
                        / calls;
    }

    /// True if in some interval callers would wait without end.
    public boolean overloaded() {
        return slots.stream().anyMatch(slot -> slot.line().overloaded());
    }

    /// What would become of the day if it were otherwise, and who would be needed then.
    public List<WhatIf> otherwise() {
        int shorter = (int) Math.min(USUAL_SAVING, handleSeconds / 2);
        return List.of(
                WhatIf.of("As planned", this),
                WhatIf.of("One more at all times", changed(1, 1, 0)),
                WhatIf.of("One fewer at all times", changed(-1, 1, 0)),
                new WhatIf("10 % more calls", changed(0, 1.1, 0), renewed(1.1, 0)),
                new WhatIf(
                        shorter + " s shorter calls", changed(0, 1, shorter), renewed(1, shorter)));
    }

    /// Plays the day many times; null if it has too many calls for that. A plan of one interval stands for a steady load and is
    /// played for eight hours.
    public @Nullable Simulation simulate(Dispersion dispersion, long seed) {
        var day = new ArrayList<Stretch>();
        for (Slot slot : slots) {
            double seconds = slots.size() == 1 ? 8 * 3_600 : minutes * 60.0;
            day.add(new Stretch(seconds, slot.line().load(), slot.agents()));
        }
        return Simulation.of(day, goal.patienceSeconds(), goal.withinSeconds(), dispersion, seed);
    }

    /// The same people, and so many more, with another load.
    private Plan changed(int more, double times, double shorter) {
        return remade(times, shorter, (_, slot) -> Math.max(0, slot.agents() + more));
    }

    /// Another load, and the people it needs.
    private Plan renewed(double times, double shorter) {
        return remade(times, shorter, (load, _) -> goal.agents(load));
    }

    private Plan remade(double times, double shorter, ToIntBiFunction<Load, Slot> agentsFor) {
        var remade = new ArrayList<Slot>();
        for (Slot slot : slots) {
            var load = slot.line().load().times(times).shorter(shorter);
            int agents = agentsFor.applyAsInt(load, slot);
            remade.add(
                    new Slot(
                            slot.expected(), agents, goal.people(agents), goal.line(load, agents)));
        }
        return new Plan(goal, minutes, handleSeconds, remade);
    }
}
