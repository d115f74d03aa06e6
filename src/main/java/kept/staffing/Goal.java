package kept.staffing;

import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// What a line is to reach, and on what it is planned.
///
/// @param share of all callers who are to be answered in time, over 0 and under 1
/// @param withinSeconds the time, from 0 to 3,600
/// @param patienceSeconds after how long a caller gives up on average, or null if none ever does
/// @param mostAbandoned the largest share that may give up, over 0 and up to 1; 1 for no limit
/// @param shrinkage the share of paid time in which people are not at the telephone, from 0 to 0.9
public record Goal(
        double share,
        double withinSeconds,
        @Nullable Double patienceSeconds,
        double mostAbandoned,
        double shrinkage) {
    private static final int MOST_AGENTS = 1 << 17;

    /// @throws Refusal `INVALID` if a figure is out of its range or is no number
    public Goal {
        if (!(share >= 0.01 && share <= 0.999)) {
            throw Refusal.invalid("serviceLevel", "Give a service level from 1 to 99.9 percent.");
        }
        if (!(withinSeconds >= 0 && withinSeconds <= 3_600)) {
            throw Refusal.invalid(
                    "withinSeconds", "Give a time to answer from 0 to 3,600 seconds.");
        }
        if (!(mostAbandoned >= 0.001 && mostAbandoned <= 1)) {
            throw Refusal.invalid(
                    "mostAbandoned",
                    "Give a limit of callers who give up from 0.1 to 100 percent.");
        }
        if (!(shrinkage >= 0 && shrinkage <= 0.9)) {
            throw Refusal.invalid("shrinkage", "Give a shrinkage from 0 to 90 percent.");
        }
    }

    /// The smallest number of agents at the telephone that reaches the goal and keeps the limit of abandonment.
    public int agents(Load load) {
        if (load.callsPerHour() == 0) {
            return 0;
        }
        int least = 0;
        int step = 1;
        while (!isReached(line(load, least + step))) {
            least += step;
            step *= 2;
            if (least > MOST_AGENTS) {
                throw Refusal.invalid(
                        "serviceLevel", "No number of people reaches that: ask for less.");
            }
        }
        int enough = least + step;
        while (enough - least > 1) {
            int middle = (least + enough) >>> 1;
            if (isReached(line(load, middle))) {
                enough = middle;
            } else {
                least = middle;
            }
        }
        return enough;
    }

    /// How many people must be on duty so that so many agents are at the telephone.
    public int people(int agents) {
        // what binary fractions add must not become a person
        return (int) Math.ceil(agents / (1 - shrinkage) - 1e-9);
    }

    public boolean isReached(WaitingLine line) {
        return line.serviceLevel(withinSeconds) >= share && line.abandoned() <= mostAbandoned;
    }

    public WaitingLine line(Load load, int agents) {
        return WaitingLine.of(load, agents, patienceSeconds);
    }
}
