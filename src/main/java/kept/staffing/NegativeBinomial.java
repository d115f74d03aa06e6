package kept.staffing;

/// Counts that scatter more than those of a Poisson process: their variance is mean + spread * mean^2; with a spread of 0 they
/// are Poisson.
record NegativeBinomial(double mean, double spread) {
    private static final double POISSON = 1e-9;
    private static final double TENTH = 0.1;

    /// The tenth and ninetieth percentile of the normal distribution lie so far from its mean.
    private static final double NORMAL_TENTH = 1.2815515655446004;

    /// From here on the counts are added up no longer, but taken for nearly normal.
    private static final double MANY = 100;

    /// The smallest count that is not exceeded in one of ten cases.
    int low() {
        return mean > MANY ? nearlyNormal(-NORMAL_TENTH) : counted(TENTH);
    }

    /// The smallest count that is not exceeded in nine of ten cases.
    int high() {
        return mean > MANY ? nearlyNormal(NORMAL_TENTH) : counted(1 - TENTH);
    }

    /// By Cornish and Fisher (1937), with the skewness.
    private int nearlyNormal(double z) {
        double deviation = Math.sqrt(mean + spread * mean * mean);
        double skewness = (1 + 2 * spread * mean) / deviation;
        return (int) Math.max(0, Math.round(mean + deviation * (z + (z * z - 1) / 6 * skewness)));
    }

    private int counted(double share) {
        if (mean <= 0) {
            return 0;
        }
        boolean poisson = spread < POISSON;
        double size = poisson ? 0 : 1 / spread;
        double log = poisson ? -mean : -size * Math.log1p(mean * spread);
        double below = Math.exp(log);
        int most = (int) (MANY * MANY);
        int count = 0;
        while (below < share && count < most) {
            log +=
                    poisson
                            ? Math.log(mean / (count + 1))
                            : Math.log((count + size) / (count + 1) * mean / (mean + size));
            count++;
            below += Math.exp(log);
        }
        return count;
    }
}
