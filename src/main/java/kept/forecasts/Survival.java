package kept.forecasts;

import java.util.Arrays;
import java.util.Comparator;

/// The part that is still undone after a time, with those that are not done yet counted until now: the product-limit
/// estimate of Kaplan and Meier (JASA 53, 1958), with weights so that some observations say more than others.
public final class Survival {
    private final double[] times;
    private final double[] left;

    private Survival(double[] times, double[] left) {
        this.times = times;
        this.left = left;
    }

    /// How long one took; or, if not `ended`, how long it has been under way. It is watched since it was `from` old: one
    /// that was younger then would not have been noticed if it had ended before.
    public record Seen(double from, double time, boolean ended, double weight) {}

    /// The estimate from what was seen, in any order and any unit of time.
    public static Survival of(Seen... seen) {
        // of equal times those that ended come first, for the others were still there
        var sorted = seen.clone();
        Arrays.sort(sorted, Comparator.comparingDouble(Seen::time).thenComparing(s -> !s.ended()));
        var entries = seen.clone();
        Arrays.sort(entries, Comparator.comparingDouble(Seen::from));
        var times = new double[sorted.length];
        var left = new double[sorted.length];
        int steps = 0;
        int entered = 0;
        double atRisk = 0;
        double now = 1;
        for (int i = 0; i < sorted.length; ) {
            double time = sorted[i].time();
            for (; entered < entries.length && entries[entered].from() <= time; entered++) {
                atRisk += entries[entered].weight();
            }
            double ended = 0;
            double gone = 0;
            for (; i < sorted.length && sorted[i].time() == time; i++) {
                gone += sorted[i].weight();
                ended += sorted[i].ended() ? sorted[i].weight() : 0;
            }
            if (ended > 0) {
                // sums of weights never cancel quite to nothing
                now *= ended > atRisk * (1 - 1e-9) ? 0 : 1 - ended / atRisk;
                times[steps] = time;
                left[steps++] = now;
            }
            atRisk -= gone;
        }
        return new Survival(Arrays.copyOf(times, steps), Arrays.copyOf(left, steps));
    }

    double[] times() {
        return times;
    }

    /// The part that takes longer than `time`.
    public double beyond(double time) {
        int at = Arrays.binarySearch(times, time);
        int steps = at >= 0 ? at + 1 : -at - 1;
        return steps == 0 ? 1 : left[steps - 1];
    }

    /// The first time by which at least the `part` is done; infinite if so many never were.
    public double quantile(double part) {
        int low = 0;
        int high = times.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (1 - left[middle] >= part - 1e-12) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low == times.length ? Double.POSITIVE_INFINITY : times[low];
    }
}
