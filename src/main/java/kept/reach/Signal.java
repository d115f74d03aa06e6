package kept.reach;

/// One share of what went wrong for callers, in the last hour and usually.
///
/// @param name what went wrong, as a part of a sentence: "were cut off"
public record Signal(String name, int bad, int of, int usualBad, int usualOf) {
    private static final int LEAST_CALLS = 5;
    private static final int LEAST_BAD = 3;
    private static final int TIMES = 3;
    private static final double RARE = 0.001;

    /// The rule, for people.
    public static final String RULE =
            "A line turns red when in the last hour, of at least 5, at least 3 went wrong, which is three times the usual share of the last 28 days and by chance"
                    + " would happen less than once in 1,000 hours. It is green again when this no longer holds.";

    /// Percent of the last hour, -1 where nothing happened.
    public int share() {
        return of == 0 ? -1 : Math.round(100f * bad / of);
    }

    /// Percent usually, -1 where nothing is known.
    public int usualShare() {
        return usualOf == 0 ? -1 : Math.round(100f * usualBad / usualOf);
    }

    /// Whether it is clearly more than usual.
    public boolean excess() {
        double usual = (usualBad + 1.0) / (usualOf + 20.0);
        return of >= LEAST_CALLS
                && bad >= LEAST_BAD
                && (double) bad / of >= TIMES * usual
                && atLeast(bad, of, usual) < RARE;
    }

    /// As a part of a sentence.
    public String words() {
        return "%d of %d %s in the last hour, usually %d %%"
                .formatted(bad, of, name, Math.max(0, usualShare()));
    }

    /// How likely it is that of `n` at least `k` go wrong, each by itself with probability `p`.
    static double atLeast(int k, int n, double p) {
        double term = Math.pow(1 - p, n);
        double below = 0;
        for (int i = 0; i < k; i++) {
            below += term;
            term *= (n - i) / (i + 1.0) * p / (1 - p);
        }
        return Math.max(0, 1 - below);
    }
}
