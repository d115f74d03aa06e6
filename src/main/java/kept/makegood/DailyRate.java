package kept.makegood;

import kept.kernel.Refusal;

/// What each day of delay adds, from the `fromDay`-th on (1 is the first day after the one on which it was due).
public record DailyRate(int fromDay, long minor) {
    public DailyRate {
        if (fromDay < 1 || fromDay > 366 || minor < 0) {
            throw Refusal.invalid(
                    "days", "A daily amount begins with day 1 to 366 and is not negative.");
        }
    }
}
