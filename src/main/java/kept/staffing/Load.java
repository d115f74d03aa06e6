package kept.staffing;

import kept.kernel.Refusal;

/// What is asked of a line in a steady hour.
///
/// @param callsPerHour how many call, from 0 to 100,000
/// @param handleSeconds how long one call keeps an agent, talk and wrap-up together, from 1 to 7,200
public record Load(double callsPerHour, double handleSeconds) {
    private static final double MOST_CALLS = 100_000;
    private static final double LONGEST_CALL = 7_200;
    private static final double MOST_ERLANGS = 20_000;
    private static final double ROUNDING = 1e-9;

    /// @throws Refusal `INVALID` if a figure is out of its range or is no number, or if together they keep more than 20,000 agents busy
    public Load {
        if (!(callsPerHour >= 0 && callsPerHour <= MOST_CALLS)) {
            throw Refusal.invalid("callsPerHour", "Give from 0 to 100,000 calls an hour.");
        }
        if (!(handleSeconds >= 1 && handleSeconds <= LONGEST_CALL)) {
            throw Refusal.invalid(
                    "handleSeconds", "Give a handling time from 1 to 7,200 seconds a call.");
        }
        if (callsPerHour * handleSeconds > MOST_ERLANGS * 3_600 * (1 + ROUNDING)) {
            throw Refusal.invalid(
                    "callsPerHour",
                    "That would keep more than 20,000 people busy at once: give fewer or shorter calls.");
        }
    }

    /// The offered load in erlang: how many agents would be busy if nobody ever waited.
    public double erlangs() {
        return callsPerSecond() * handleSeconds;
    }

    double callsPerSecond() {
        return callsPerHour / 3_600;
    }

    /// The same calls, each so many seconds shorter.
    Load shorter(double seconds) {
        return new Load(callsPerHour, Math.max(1, handleSeconds - seconds));
    }

    /// So many times as many calls, up to what can be planned.
    Load times(double factor) {
        double most = Math.min(MOST_CALLS, MOST_ERLANGS * 3_600 / handleSeconds);
        return new Load(Math.min(most, callsPerHour * factor), handleSeconds);
    }
}
