package kept.contacts;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import kept.calendars.Interval;
import kept.calendars.WorkCalendar;

/// A part of a day in which we may call somebody back: the open hours before noon, or those after it.
///
/// @param day on the clock of the unit
/// @param morning whether it lies before noon
public record CallWindow(Instant from, Instant until, LocalDate day, boolean morning) {
    private static final Duration SHORTEST = Duration.ofMinutes(45);
    private static final int DAYS = 10;

    /// The next windows of a calendar, the first of which begins at least a while from now.
    public static List<CallWindow> next(WorkCalendar calendar, Instant now, int most) {
        var windows = new ArrayList<CallWindow>();
        ZoneId zone = calendar.zone();
        LocalDate day = now.atZone(zone).toLocalDate();
        for (int i = 0; i < DAYS && windows.size() < most; i++, day = day.plusDays(1)) {
            for (boolean morning : new boolean[] {true, false}) {
                Instant noon = day.atTime(LocalTime.NOON).atZone(zone).toInstant();
                add(windows, calendar.openOn(day), noon, morning, day, now);
            }
        }
        return windows.subList(0, Math.min(most, windows.size()));
    }

    private static void add(
            List<CallWindow> windows,
            List<Interval> open,
            Instant noon,
            boolean morning,
            LocalDate day,
            Instant now) {
        Instant from = null;
        Instant until = null;
        for (var part : open) {
            Instant start = morning ? part.from() : later(part.from(), noon);
            Instant end = morning ? earlier(part.to(), noon) : part.to();
            start = later(start, now);
            if (start.isBefore(end)) {
                from = from == null ? start : from;
                until = end;
            }
        }
        if (from != null
                && until != null
                && Duration.between(from, until).compareTo(SHORTEST) >= 0) {
            windows.add(new CallWindow(from, until, day, morning));
        }
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
