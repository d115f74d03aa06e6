package kept.jobs;

import java.time.Instant;

/// Does what timers of one kind ask for. It runs inside the transaction that takes the timer away, so it writes rows
/// and calls nobody outside; it may set the same timer again.
public interface FiresTimers {
    /// The kind of timer it answers to.
    String timerKind();

    /// Called once for each timer, at `now`, which is never before its due time.
    void fire(Timer timer, Instant now);
}
