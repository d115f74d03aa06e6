package kept.forecasts;

/// How fast the promises of a group came to an end lately, by their age and by how much of the time they were given had
/// passed: events over exposure in bins, of which half is forgotten after some days. What happens today to a promise of
/// last month counts today, so nothing waits until promises fall due.
final class Hazards {
    private static final double[] HALF_DAYS = {8, 20, 60};

    /// How many views of a group there are.
    static final int VIEWS = HALF_DAYS.length;

    private static final double DAY = 86_400;
    private static final double[] AGES = ages();
    private static final double[] PARTS = {
        0, .01, .03, .06, .1, .15, .2, .3, .4, .5, .6, .7, .8, .9, 1, 1.1, 1.3, 1.6, 2, 3, 5, 100
    };
    private static final double LEAST_LENGTH = 600;
    private static final double LEAN = 4;

    private final double[][] exposed = new double[VIEWS][AGES.length + PARTS.length];
    private final double[][] ended = new double[VIEWS][AGES.length + PARTS.length];
    private long day = Long.MIN_VALUE;

    /// From a quarter of an hour to 200 days, in equal steps of the logarithm.
    private static double[] ages() {
        var ages = new double[29];
        for (int i = 1; i < ages.length; i++) {
            ages[i] = 900 * Math.exp((i - 1) * Math.log(200 * 96) / (ages.length - 2));
        }
        return ages;
    }

    static double length(long given, Matter matter) {
        return matter.hasDue() ? Math.max(LEAST_LENGTH, matter.due() - (double) given) : -1;
    }

    private void passTo(long second) {
        long today = Math.floorDiv(second, (long) DAY);
        if (today <= day) {
            return;
        }
        if (day != Long.MIN_VALUE) {
            for (int v = 0; v < VIEWS; v++) {
                double left = Math.pow(0.5, (today - day) / HALF_DAYS[v]);
                for (int i = 0; i < exposed[v].length; i++) {
                    exposed[v][i] *= left;
                    ended[v][i] *= left;
                }
            }
        }
        day = today;
    }

    /// One was under way while it grew from one age to another (in seconds), and then ended or goes on.
    ///
    /// @param length for how long it was given, or a negative number
    void watched(long second, double from, double to, double length, boolean end) {
        passTo(second);
        watched(AGES, 0, from, to, end);
        if (length > 0) {
            watched(PARTS, AGES.length, from / length, to / length, end);
        }
    }

    private void watched(double[] edges, int first, double from, double to, boolean end) {
        int bin = bin(edges, from);
        for (; bin < edges.length - 1 && edges[bin] < to; bin++) {
            double part =
                    (Math.min(to, edges[bin + 1]) - Math.max(from, edges[bin]))
                            / (edges[bin + 1] - edges[bin]);
            for (int v = 0; v < VIEWS; v++) {
                exposed[v][first + bin] += Math.max(0, part);
            }
        }
        if (end) {
            int last = bin(edges, to);
            for (int v = 0; v < VIEWS; v++) {
                ended[v][first + last]++;
            }
        }
    }

    private static int bin(double[] edges, double at) {
        int found = java.util.Arrays.binarySearch(edges, at);
        int bin = found >= 0 ? found : -found - 2;
        return Math.clamp(bin, 0, edges.length - 2);
    }

    /// The rates of each bin in one view, leaning on `around` where little was seen; `around` may be empty.
    double[] rates(long second, int view, double[] around) {
        passTo(second);
        var rates = new double[AGES.length + PARTS.length];
        for (int i = 0; i < rates.length; i++) {
            rates[i] =
                    around.length == 0
                            ? (ended[view][i] + 0.1) / (exposed[view][i] + 1)
                            : (ended[view][i] + LEAN * around[i]) / (exposed[view][i] + LEAN);
        }
        return rates;
    }

    /// The logarithm of the odds to be done at an age in seconds, by age.
    static double oddsByAge(double[] rates, double age) {
        return odds(rates, AGES, 0, age);
    }

    /// The logarithm of the odds to be done when the time that was given has passed, by its parts.
    static double oddsInTime(double[] rates) {
        return odds(rates, PARTS, AGES.length, 1);
    }

    private static double odds(double[] rates, double[] edges, int first, double until) {
        double sum = 0;
        for (int bin = 0; bin < edges.length - 1 && edges[bin] < until; bin++) {
            double part =
                    (Math.min(until, edges[bin + 1]) - edges[bin]) / (edges[bin + 1] - edges[bin]);
            sum += rates[first + bin] * part;
        }
        return Math.log(Math.expm1(Math.clamp(sum, 1e-3, 12)));
    }
}
