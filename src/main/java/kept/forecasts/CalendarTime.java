package kept.forecasts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import kept.calendars.Interval;
import kept.calendars.WorkCalendar;

/// The working time of a calendar, laid out once for some years around a moment, so that thousands of spans are measured
/// in the time that the calendar itself needs for one.
public final class CalendarTime implements WorkTime {
    private static final int YEARS_BACK = 3;
    private static final int YEARS_AHEAD = 2;

    private final long[] edges;
    private final double[] before;

    private CalendarTime(long[] edges, double[] before) {
        this.edges = edges;
        this.before = before;
    }

    public static CalendarTime of(WorkCalendar calendar, Instant around) {
        LocalDate today = LocalDate.ofInstant(around, calendar.zone());
        var stretches =
                today.minusYears(YEARS_BACK)
                        .datesUntil(today.plusYears(YEARS_AHEAD))
                        .flatMap(day -> calendar.openOn(day).stream())
                        .toArray(Interval[]::new);
        // opening and closing in turn; the clock runs from each even edge to the next
        var edges = new long[2 * stretches.length];
        var before = new double[edges.length];
        for (int i = 0; i < stretches.length; i++) {
            edges[2 * i] = stretches[i].from().getEpochSecond();
            edges[2 * i + 1] = stretches[i].to().getEpochSecond();
            before[2 * i] = i == 0 ? 0 : before[2 * i - 1];
            before[2 * i + 1] = before[2 * i] + (edges[2 * i + 1] - edges[2 * i]) / 3600.0;
        }
        return new CalendarTime(edges, before);
    }

    @Override
    public double at(long second) {
        int found = Arrays.binarySearch(edges, second);
        int edge = found >= 0 ? found : -found - 2;
        if (edge < 0 || edge >= edges.length - 1 || edge % 2 == 1) {
            return edge < 0 ? 0 : before[edge];
        }
        return before[edge] + (second - edges[edge]) / 3600.0;
    }

    @Override
    public long when(double reading) {
        int low = 0;
        int high = edges.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (before[middle] >= reading - 1e-9) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return before[low] < reading - 1e-9
                ? Long.MAX_VALUE
                : edges[low] - Math.round((before[low] - reading) * 3600);
    }
}
