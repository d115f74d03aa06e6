package kept.staffing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import kept.kernel.Refusal;

/// The days of a place, each cut into intervals by its clock. Where the clock goes back, an interval counts what came in it
/// twice; where it jumps, nothing comes.
///
/// @param minutes the length of an interval: 15, 30 or 60
public record Grid(ZoneId zone, int minutes) {
    /// @throws Refusal `INVALID` for another length
    public Grid {
        if (minutes != 15 && minutes != 30 && minutes != 60) {
            throw Refusal.invalid("minutes", "An interval is 15, 30 or 60 minutes long.");
        }
    }

    int count() {
        return 24 * 60 / minutes;
    }

    LocalDate date(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    /// Which interval of its day it is, from 0.
    int index(Instant at) {
        return at.atZone(zone).toLocalTime().toSecondOfDay() / 60 / minutes;
    }

    /// When an interval starts.
    LocalTime start(int index) {
        return LocalTime.ofSecondOfDay(60L * minutes * index);
    }
}
