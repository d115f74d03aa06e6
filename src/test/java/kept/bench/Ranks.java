package kept.bench;

import java.util.Arrays;
import java.util.Comparator;

/// Whether one of two samples tends to be larger (Mann and Whitney 1947), by the normal approximation with ties corrected.
final class Ranks {
    private Ranks() {}

    private record Value(double value, boolean first) {}

    /// The probability of a difference like this or larger between samples of the same kind (two-sided).
    static double p(double[] first, double[] second) {
        Value[] all = new Value[first.length + second.length];
        for (int i = 0; i < all.length; i++) {
            all[i] =
                    i < first.length
                            ? new Value(first[i], true)
                            : new Value(second[i - first.length], false);
        }
        Arrays.sort(all, Comparator.comparingDouble(Value::value));
        double ranks = 0;
        double ties = 0;
        for (int i = 0; i < all.length; ) {
            int end = i;
            while (end < all.length && all[end].value() == all[i].value()) {
                end++;
            }
            double same = end - i;
            ties += same * same * same - same;
            for (int j = i; j < end; j++) {
                ranks += all[j].first() ? (i + 1 + end) / 2.0 : 0;
            }
            i = end;
        }
        double n = first.length;
        double m = second.length;
        double u = ranks - n * (n + 1) / 2;
        double variance = n * m / 12 * (n + m + 1 - ties / ((n + m) * (n + m - 1)));
        return 2 * (1 - normal(Math.abs(u - n * m / 2) / Math.sqrt(variance)));
    }

    /// The share of a normal distribution below z (Abramowitz and Stegun 26.2.17).
    private static double normal(double z) {
        double t = 1 / (1 + 0.2316419 * z);
        double tail =
                t
                        * (0.319381530
                                + t
                                        * (-0.356563782
                                                + t
                                                        * (1.781477937
                                                                + t
                                                                        * (-1.821255978
                                                                                + t
                                                                                        * 1.330274429))));
        return 1 - Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * tail;
    }
}
