package kept.staffing;

import org.jspecify.annotations.Nullable;

/// Callers who come at random and wait in the order of their coming for a number of agents, when it has gone on so for a
/// while. Shares are from 0 to 1, times in seconds.
public sealed interface WaitingLine permits PatientLine, ImpatientLine {
    /// @param patienceSeconds after how long a caller gives up on average, or null if none ever does
    static WaitingLine of(Load load, int agents, @Nullable Double patienceSeconds) {
        return patienceSeconds == null
                ? new PatientLine(load, agents)
                : new ImpatientLine(load, agents, patienceSeconds);
    }

    Load load();

    int agents();

    /// The share of callers who are not answered at once.
    double waiting();

    /// How long a caller waits until he is answered or gives up, on average over all; infinite if the line grows without
    /// end.
    double meanWait();

    /// The average speed of answer: how long those who are answered have waited; infinite if nobody is.
    double speedOfAnswer();

    /// The service level: the share of all callers who are answered within a time. Who gives up never counts as served.
    double serviceLevel(double withinSeconds);

    /// The share of callers who give up.
    double abandoned();

    /// How much of their time the agents are busy; 0 without agents.
    double occupancy();

    /// True if more comes than the agents can ever answer and nobody gives up, so that callers wait without end.
    boolean overloaded();

    /// How many wait, on average (Little's law).
    default double queueLength() {
        return load().callsPerHour() == 0 ? 0 : load().callsPerSecond() * meanWait();
    }
}
