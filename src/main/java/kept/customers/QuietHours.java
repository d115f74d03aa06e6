package kept.customers;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// The part of each day in which a customer wants no news, on the clock of his own zone; it may lie across midnight. None
/// if both are null.
public record QuietHours(@Nullable LocalTime from, @Nullable LocalTime until, ZoneId zone) {
    public QuietHours {
        if ((from == null) != (until == null)) {
            throw Refusal.invalid(
                    "quietFrom", "Quiet hours have a beginning and an end, or neither.");
        }
        if (from != null && from.equals(until)) {
            throw Refusal.invalid(
                    "quietFrom",
                    "Quiet hours that never end would keep every news away. Shorten them.");
        }
    }

    /// True if he wants no news at this moment.
    public boolean hold(Instant at) {
        if (from == null || until == null) {
            return false;
        }
        var time = LocalTime.ofInstant(at, zone);
        return from.isBefore(until)
                ? !time.isBefore(from) && time.isBefore(until)
                : !time.isBefore(from) || time.isBefore(until);
    }

    /// The moment itself, or the end of the quiet hours that it lies in.
    public Instant next(Instant at) {
        return hold(at) ? border(at, java.util.Objects.requireNonNull(until), 1) : at;
    }

    /// The moment itself, or the last minute before the quiet hours that it lies in.
    public Instant last(Instant at) {
        return hold(at)
                ? border(at, java.util.Objects.requireNonNull(from), -1).minusSeconds(60)
                : at;
    }

    private Instant border(Instant at, LocalTime time, int way) {
        var here = LocalDateTime.ofInstant(at, zone);
        var there = here.toLocalDate().atTime(time);
        if (way > 0 && there.isBefore(here)) {
            there = there.plusDays(1);
        }
        if (way < 0 && there.isAfter(here)) {
            there = there.minusDays(1);
        }
        return there.atZone(zone).toInstant();
    }
}
