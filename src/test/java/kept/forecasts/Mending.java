package kept.forecasts;

import java.util.List;

/// Makes chances out of hazards by what became of recent forecasts: if those are right, the hazard gathered until the end
/// is spread like an exponential (Cox and Snell, JRSS B 30, 1968); how it is really spread is estimated with
/// [Survival] and put in its place.
final class Mending {
    private static final int STEPS = 200;
    static final Mending NONE = new Mending(identity());

    private final double[] done;

    private Mending(double[] done) {
        this.done = done;
    }

    static Mending of(List<Survival.Seen> residuals, Mending general, double lean) {
        var survival = Survival.of(residuals.toArray(new Survival.Seen[0]));
        double weight = 0;
        for (var r : residuals) {
            weight += r.ended() ? r.weight() : 0;
        }
        var done = new double[STEPS + 1];
        for (int i = 0; i <= STEPS; i++) {
            double own = i == STEPS ? 1 : 1 - survival.beyond(-Math.log(1 - (double) i / STEPS));
            done[i] = (weight * own + lean * general.done[i]) / (weight + lean);
        }
        return new Mending(done);
    }

    private static double[] identity() {
        var same = new double[STEPS + 1];
        for (int i = 0; i <= STEPS; i++) {
            same[i] = (double) i / STEPS;
        }
        return same;
    }

    /// The chance to be done by the time at which so much hazard has gathered.
    double done(double hazard) {
        double place = STEPS * (1 - Math.exp(-hazard));
        int i = (int) Math.min(STEPS - 1, place);
        return done[i] + (place - i) * (done[i + 1] - done[i]);
    }

    /// The hazard by which the `part` is done.
    double hazard(double part) {
        int i = 0;
        while (i < STEPS - 1 && done[i + 1] < part) {
            i++;
        }
        double step = done[i + 1] - done[i];
        double place = i + (step <= 0 ? 0 : Math.clamp((part - done[i]) / step, 0, 1));
        return -Math.log(Math.max(1e-9, 1 - place / STEPS));
    }
}
