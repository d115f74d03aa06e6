package kept.staffing;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Many days of a line played call by call, to check the formula: it knows nothing of days that are busier than expected, of
/// loads that change by the hour, or of calls that last very long.
///
/// @param days how many were played
public record Simulation(int days, Spread serviceLevel, Spread abandoned, Spread speedOfAnswer) {
    private static final int USUAL_DAYS = 200;
    private static final int LEAST_DAYS = 20;
    private static final double MOST_CALLS = 1_000_000;

    /// How days differ: one of ten has less than `low`, one of ten more than `high`.
    public record Spread(double low, double middle, double high) {
        static Spread of(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            return new Spread(at(sorted, 0.1), at(sorted, 0.5), at(sorted, 0.9));
        }

        private static double at(double[] sorted, double share) {
            return sorted[(int) Math.round(share * (sorted.length - 1))];
        }
    }

    /// Plays 200 days, fewer where they have very many calls; null if even a few would take too long.
    static @Nullable Simulation of(
            List<Stretch> day,
            @Nullable Double patience,
            double within,
            Dispersion dispersion,
            long seed) {
        double calls = Math.max(1, calls(day));
        int days = (int) Math.min(USUAL_DAYS, MOST_CALLS / calls);
        if (days < LEAST_DAYS || day.isEmpty()) {
            return null;
        }
        var chance = new Chance(seed);
        var played = new SimulatedDay[days];
        for (int i = 0; i < days; i++) {
            played[i] = new SimulatedDay(day, patience, within, chance).play(dispersion);
        }
        return new Simulation(
                days,
                spread(played, SimulatedDay::serviceLevel),
                spread(played, SimulatedDay::abandoned),
                spread(played, SimulatedDay::speedOfAnswer));
    }

    private static double calls(List<Stretch> day) {
        return day.stream().mapToDouble(s -> s.load().callsPerSecond() * s.seconds()).sum();
    }

    private static Spread spread(SimulatedDay[] played, ToDoubleFunction<SimulatedDay> figure) {
        return Spread.of(Arrays.stream(played).mapToDouble(figure).toArray());
    }
}
