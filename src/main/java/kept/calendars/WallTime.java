package kept.calendars;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import kept.kernel.Refusal;

/// A time of day as people write it in a form, on the clock of their wall.
public final class WallTime {
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(?=$|[T ])");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private WallTime() {}

    /// The moment at which clocks in `zone` show what was written, such as `2026-11-24T17:00`; the first one if they show
    /// it twice. A moment in UTC, which ends in `Z`, is taken as it is.
    ///
    /// @throws Refusal `INVALID` if no clock ever shows it
    public static Instant read(String field, String text, ZoneId zone) {
        String clean = text.strip();
        try {
            return clean.endsWith("Z")
                    ? Instant.parse(clean)
                    : shown(field, LocalDateTime.parse(clean.replace(' ', 'T')), zone);
        } catch (DateTimeException _) {
            var day = DAY.matcher(clean);
            throw Refusal.invalid(
                    field,
                    day.lookingAt() && !exists(day.group())
                            ? "There is no day %s. Look at the calendar and give another."
                                    .formatted(day.group())
                            : "Give day and time, for example 2026-11-24 17:00.");
        }
    }

    private static Instant shown(String field, LocalDateTime local, ZoneId zone) {
        if (zone.getRules().getValidOffsets(local).isEmpty()) {
            var gap = zone.getRules().getTransition(local);
            throw Refusal.invalid(
                    field,
                    "On %s clocks go from %s to %s in %s, so there is no %s. Give %s, for example."
                            .formatted(
                                    DATE.format(local),
                                    TIME.format(gap.getDateTimeBefore()),
                                    TIME.format(gap.getDateTimeAfter()),
                                    zone.getId(),
                                    TIME.format(local),
                                    TIME.format(local.plus(gap.getDuration()))));
        }
        return local.atZone(zone).toInstant();
    }

    private static boolean exists(String day) {
        try {
            LocalDate.parse(day);
            return true;
        } catch (DateTimeException _) {
            return false;
        }
    }
}
