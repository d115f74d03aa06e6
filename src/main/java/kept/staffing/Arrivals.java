package kept.staffing;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What came to one queue, day by day, and what may come. A day is forecast from those like it: the same day of the week, or
/// other holidays. How much it brings leans on the last few weeks; how that is spread over the day, on a longer time. A day without
/// any count says nothing; an interval without a count on a day that has some brought nothing.
///
/// @param days the past, by date
/// @param holidays names of holidays, of the past and to come
public record Arrivals(
        Grid grid, NavigableMap<LocalDate, DayCount> days, Map<LocalDate, String> holidays) {
    private static final double LEVEL_HALVES_IN_WEEKS = 4;
    private static final double SHAPE_HALVES_IN_WEEKS = 12;

    /// So many calls of all days are mixed into the shape of those alike, to fill what is thin.
    private static final double SHAPE_PRIOR = 30;

    private static final double NOTHING = 0.05;

    public Arrivals {
        days = Collections.unmodifiableNavigableMap(new TreeMap<>(days));
        holidays = Map.copyOf(holidays);
    }

    static Arrivals of(Grid grid, List<Arrival> arrivals, Map<LocalDate, String> holidays) {
        var days = new HashMap<LocalDate, DayCount>();
        for (Arrival arrival : arrivals) {
            days.merge(grid.date(arrival.start()), DayCount.of(grid, arrival), DayCount::plus);
        }
        return new Arrivals(grid, new TreeMap<>(days), holidays);
    }

    /// What a date may bring, by all days before it.
    ///
    /// @param dispersion how much calls scatter, for the range
    public DayForecast forecast(LocalDate date, Dispersion dispersion) {
        var alike = alike(date);
        double[] means = means(date, alike);
        int first = 0;
        int last = means.length - 1;
        while (first <= last && means[first] < NOTHING) {
            first++;
        }
        while (last > first && means[last] < NOTHING) {
            last--;
        }
        var intervals = new ArrayList<Expected>();
        for (int i = first; i <= last; i++) {
            intervals.add(Expected.of(grid.start(i), means[i], dispersion.interval()));
        }
        return new DayForecast(date, holidays.get(date), alike.size(), intervals);
    }

    /// How long a call may keep an agent on a date, in seconds; null if no call was handled before it.
    public @Nullable Double handleSeconds(LocalDate date) {
        double seconds = 0;
        double calls = 0;
        for (var day : days.headMap(date, false).entrySet()) {
            double weight = weight(day.getKey(), date, LEVEL_HALVES_IN_WEEKS);
            seconds += weight * day.getValue().handleSeconds();
            calls += weight * day.getValue().handled();
        }
        return calls == 0 ? null : seconds / calls;
    }

    /// The means by interval; all zero if no day of the past is like this one.
    double[] means(LocalDate date) {
        return means(date, alike(date));
    }

    List<LocalDate> alike(LocalDate date) {
        boolean holiday = holidays.containsKey(date);
        return days.headMap(date, false).keySet().stream()
                .filter(day -> holidays.containsKey(day) == holiday)
                .filter(day -> holiday || day.getDayOfWeek() == date.getDayOfWeek())
                .toList();
    }

    private double[] means(LocalDate date, List<LocalDate> alike) {
        double[] means = new double[grid.count()];
        double level = 0;
        double weights = 0;
        for (LocalDate day : alike) {
            double weight = weight(day, date, LEVEL_HALVES_IN_WEEKS);
            level += weight * day(day).total();
            weights += weight;
        }
        if (level == 0) {
            return means;
        }
        double[] shape = shape(date, alike);
        for (int i = 0; i < means.length; i++) {
            means[i] = level / weights * shape[i];
        }
        return means;
    }

    private double[] shape(LocalDate date, Iterable<LocalDate> alike) {
        double[] own = sum(date, alike);
        double[] all = sum(date, days.headMap(date, false).keySet());
        double ownTotal = total(own);
        double allTotal = total(all);
        double[] shape = new double[own.length];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = (own[i] + SHAPE_PRIOR * all[i] / allTotal) / (ownTotal + SHAPE_PRIOR);
        }
        return shape;
    }

    private double[] sum(LocalDate date, Iterable<LocalDate> which) {
        double[] sum = new double[grid.count()];
        for (LocalDate day : which) {
            double weight = weight(day, date, SHAPE_HALVES_IN_WEEKS);
            int[] counts = day(day).offered();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += weight * counts[i];
            }
        }
        return sum;
    }

    private DayCount day(LocalDate date) {
        return Objects.requireNonNull(days.get(date));
    }

    private static double total(double[] of) {
        double sum = 0;
        for (double one : of) {
            sum += one;
        }
        return sum;
    }

    private static double weight(LocalDate day, LocalDate date, double halvesInWeeks) {
        return Math.pow(0.5, ChronoUnit.DAYS.between(day, date) / 7.0 / halvesInWeeks);
    }
}
