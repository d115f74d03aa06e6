package kept.steps;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/// How much a unit takes on a day of one kind of work by its standing rule, and how much of that is taken.
public record Capacity(UUID unit, String work, int perDay, List<Day> days) {
    /// A working day; `used` may exceed the rule if it was lowered.
    public record Day(LocalDate date, int used) {}
}
