package kept.jobs;

import java.time.Duration;

/// Work that is done again and again while the program runs, a while after it was last done.
public interface Round {
    /// What it is called in the log.
    String roundName();

    /// How long it rests between two turns.
    Duration rest();

    void turn();
}
