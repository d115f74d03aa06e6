package kept.forecasts;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/// Steers quantiles by how often they covered lately, so that they hold on the whole however the world drifts: each that
/// covers is lowered a little, each that does not is raised by more (adaptive conformal inference of Gibbs and Candès,
/// NeurIPS 2021). What a forecast was worth is learned when it ended or when its quantile passed, whichever came first.
final class Steering {
    private static final double[] PARTS = {0, 0.5, 0.8, 0.9, 1};
    private static final double STEP = 8;
    private static final double STEADY = 100;
    private static final double FARTHEST = 1;
    private static final double MOST = 0.995;

    /// How much is added to each part, in logits; the ends stay where they are.
    private final double[] added = new double[PARTS.length];

    private final PriorityQueue<Passing> passing =
            new PriorityQueue<>(Comparator.comparingLong(Passing::at));

    private record Passing(long at, int part, Forecaster.Past past) {}

    static double[] parts() {
        return Arrays.copyOfRange(PARTS, 1, PARTS.length - 1);
    }

    /// @param until when each of [#parts] passes (seconds since 1970)
    void forecast(Forecaster.Past past, long[] until) {
        past.until = until;
        for (int i = 0; i < until.length; i++) {
            passing.add(new Passing(until[i], i, past));
        }
    }

    /// It ended: the quantiles that have not passed cover it.
    void ended(Forecaster.Past past, long at) {
        for (int i = 0; i < past.until.length; i++) {
            if (at <= past.until[i]) {
                learn(i + 1, true);
            }
        }
    }

    void passTo(long at) {
        while (!passing.isEmpty() && passing.element().at() < at) {
            var one = passing.remove();
            if (one.past().ended > one.at()) {
                learn(one.part() + 1, false);
            }
        }
    }

    private void learn(int part, boolean covered) {
        double wrong = (covered ? 0 : 1) - (1 - PARTS[part]);
        // the more wait for their outcome, the later a correction shows, so the smaller it must be
        double step = STEP / (STEADY + passing.size() / (PARTS.length - 2.0));
        added[part] = Math.clamp(added[part] + step * wrong, -FARTHEST, FARTHEST);
    }

    /// The part to ask for, so that `part` is covered.
    double steered(double part) {
        int i = 1;
        while (i < PARTS.length - 1 && PARTS[i] < part) {
            i++;
        }
        double place = (part - PARTS[i - 1]) / (PARTS[i] - PARTS[i - 1]);
        double more = added[i - 1] + place * (added[i] - added[i - 1]);
        return Math.min(MOST, 1 / (1 + Math.exp(-Math.log(part / (1 - part)) - more)));
    }
}
