package kept.staffing;

import java.util.SplittableRandom;

/// What happens by chance; the same seed has the same luck.
final class Chance {
    private final SplittableRandom random;

    Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    double exponential(double mean) {
        return -mean * Math.log1p(-random.nextDouble());
    }

    /// @param variation the standard deviation as a share of the mean
    double logNormal(double mean, double variation) {
        double square = Math.log1p(variation * variation);
        return mean * Math.exp(Math.sqrt(square) * random.nextGaussian() - square / 2);
    }

    /// A factor with mean 1 and this variance, gamma distributed (Marsaglia and Tsang 2000).
    double factor(double variance) {
        if (variance <= 0) {
            return 1;
        }
        double shape = 1 / variance;
        double boost = shape < 1 ? Math.pow(random.nextDouble(), variance) : 1;
        double d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double normal = random.nextGaussian();
            double cube = Math.pow(1 + c * normal, 3);
            if (cube > 0
                    && Math.log1p(-random.nextDouble())
                            < normal * normal / 2 + d - d * cube + d * Math.log(cube)) {
                return boost * d * cube * variance;
            }
        }
    }
}
