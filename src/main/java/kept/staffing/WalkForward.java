package kept.staffing;

import java.time.LocalDate;

/// Goes over a history day by day, forecasts each from those before, and learns how far off that was. What it says of ranges
/// uses at each day only what it knew then.
public final class WalkForward {
    /// Days like it that a day needs before it is forecast.
    private static final int LEAST_ALIKE = 2;

    /// Days that were forecast before their scatter is believed.
    private static final int LEAST_DAYS = 10;

    /// What is known of how days scatter halves in forty days.
    private static final double KEPT_A_DAY = Math.pow(0.5, 1.0 / 40);

    private final Arrivals arrivals;
    private int days;
    private double calls;
    private double off;
    private double expected;
    private final Scatter intervals = new Scatter();
    private double dayExcess;
    private double daySquares;
    private long ranged;
    private long inRange;
    private double lastWeekCalls;
    private double lastWeekOff;

    private WalkForward(Arrivals arrivals) {
        this.arrivals = arrivals;
    }

    public static WalkForward over(Arrivals arrivals) {
        var walk = new WalkForward(arrivals);
        arrivals.days().forEach(walk::step);
        return walk;
    }

    /// True if too few days were forecast to say how much calls scatter.
    public boolean assumed() {
        return days < LEAST_DAYS;
    }

    public Dispersion dispersion() {
        if (assumed()) {
            return Dispersion.ASSUMED;
        }
        double interval = intervals.spread();
        // what an interval strays has the straying of its day in it
        return new Dispersion(interval, Math.min(interval, excess(dayExcess, daySquares)));
    }

    public ForecastError error() {
        return new ForecastError(
                days,
                share(off, calls),
                share(expected - calls, calls),
                ranged == 0 ? -1 : (int) Math.round(100.0 * inRange / ranged),
                lastWeekCalls == 0 ? -1 : lastWeekOff / lastWeekCalls);
    }

    private void step(LocalDate date, DayCount came) {
        if (arrivals.alike(date).size() < LEAST_ALIKE) {
            return;
        }
        double[] means = arrivals.means(date);
        forget();
        double spread = dispersion().interval();
        boolean measured = !assumed();
        double mean = 0;
        for (int i = 0; i < means.length; i++) {
            compare(means[i], came.offered()[i], measured ? spread : Double.NaN);
            mean += means[i];
        }
        dayExcess += squared(came.total() - mean) - mean;
        daySquares += mean * mean;
        days++;
        compareWithLastWeek(date, came);
    }

    /// A storm of the spring says little of the autumn.
    private void forget() {
        dayExcess *= KEPT_A_DAY;
        daySquares *= KEPT_A_DAY;
    }

    private void compare(double mean, int count, double spread) {
        calls += count;
        expected += mean;
        off += Math.abs(count - mean);
        intervals.add(mean, count);
        // where next to nothing comes, a range is no art
        if (mean >= 1 && !Double.isNaN(spread)) {
            var counts = new NegativeBinomial(mean, spread);
            ranged++;
            if (count >= counts.low() && count <= counts.high()) {
                inRange++;
            }
        }
    }

    private void compareWithLastWeek(LocalDate date, DayCount came) {
        var before = arrivals.days().get(date.minusWeeks(1));
        if (before != null) {
            for (int i = 0; i < came.offered().length; i++) {
                lastWeekCalls += came.offered()[i];
                lastWeekOff += Math.abs(came.offered()[i] - before.offered()[i]);
            }
        }
    }

    private static double excess(double excess, double squares) {
        return squares == 0 ? 0 : Math.max(0, excess / squares);
    }

    private static double share(double part, double of) {
        return of == 0 ? 0 : part / of;
    }

    private static double squared(double value) {
        return value * value;
    }
}
