package kept.routing;

import java.time.Duration;
import java.util.List;

/// How well a queue served: of all who were answered or gave up, those answered or gone within the goal's time.
///
/// @param answered callers who reached a person
/// @param abandoned callers who hung up while they waited
/// @param within of both together, those whose wait was not longer than the goal's
public record ServiceLevel(long answered, long abandoned, long within) {
    /// One call that waited.
    public record Wait(Duration length, boolean answered) {}

    public static ServiceLevel of(List<Wait> waits, Queue.Goal goal) {
        long answered = waits.stream().filter(Wait::answered).count();
        return new ServiceLevel(
                answered,
                waits.size() - answered,
                waits.stream().filter(w -> w.length().compareTo(goal.within()) <= 0).count());
    }

    /// In percent; 100 if nobody waited.
    public int percent() {
        long all = answered + abandoned;
        return all == 0 ? 100 : (int) Math.round(100.0 * within / all);
    }
}
