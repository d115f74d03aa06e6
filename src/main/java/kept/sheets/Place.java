package kept.sheets;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kept.calendars.WorkCalendar;
import org.jspecify.annotations.Nullable;

/// Where a sheet looks: one unit, all units of a person, or the house (`units` is null). Its days are those of its
/// calendar.
record Place(UUID id, String name, @Nullable Set<UUID> units, WorkCalendar calendar) {
    /// The id under which the house keeps its hours and timers.
    static final UUID HOUSE = new UUID(0, 0);

    private static final int LONGEST_REST = 400;

    ZoneId zone() {
        return calendar.zone();
    }

    LocalDate day(Instant at) {
        return at.atZone(zone()).toLocalDate();
    }

    Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone()).toInstant();
    }

    /// The next day on which it works; the day after, if it never does.
    LocalDate workingDayAfter(LocalDate day) {
        return day.plusDays(1)
                .datesUntil(day.plusDays(LONGEST_REST))
                .filter(calendar::isWorkingDay)
                .findFirst()
                .orElse(day.plusDays(1));
    }

    /// When a sheet leaves next after a time; empty if it never does.
    Optional<Instant> next(Sheet.Kind kind, String hour, Instant after) {
        if (hour.equals(SheetHours.OFF)) {
            return Optional.empty();
        }
        LocalDate first = day(after);
        return first.datesUntil(first.plusDays(LONGEST_REST))
                .filter(calendar::isWorkingDay)
                .map(day -> on(day, kind, hour))
                .filter(at -> at.isAfter(after))
                .findFirst();
    }

    private Instant on(LocalDate day, Sheet.Kind kind, String hour) {
        if (!hour.equals(SheetHours.CALENDAR)) {
            return day.atTime(java.time.LocalTime.parse(hour)).atZone(zone()).toInstant();
        }
        var open = calendar.openOn(day);
        return kind == Sheet.Kind.MORNING
                ? open.getFirst().from()
                : open.getLast().to().minusSeconds(60);
    }

    /// The opening of the first working day of the next month.
    Optional<Instant> nextMonth(Instant after) {
        LocalDate first = day(after).withDayOfMonth(1);
        return java.util.stream.IntStream.range(0, 14)
                .mapToObj(first::plusMonths)
                .flatMap(month -> firstWorkingDay(month).stream())
                .map(day -> calendar.openOn(day).getFirst().from())
                .filter(at -> at.isAfter(after))
                .findFirst();
    }

    private Optional<LocalDate> firstWorkingDay(LocalDate month) {
        return month.datesUntil(month.plusMonths(1)).filter(calendar::isWorkingDay).findFirst();
    }
}
