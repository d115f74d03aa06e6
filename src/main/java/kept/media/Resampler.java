package kept.media;

/// Brings sound to 8,000 Hz: a windowed-sinc low-pass at 3,600 Hz, so that nothing above folds back, evaluated at each new sample.
final class Resampler {
    private static final double CUTOFF_HERTZ = 3_600;
    private static final int LOBES = 16;

    private Resampler() {}

    static short[] toTelephone(short[] samples, int rate) {
        if (rate == Sound.RATE) {
            return samples;
        }
        double cutoff = 2 * CUTOFF_HERTZ / rate;
        int reach = (int) Math.ceil(LOBES / cutoff);
        double step = (double) rate / Sound.RATE;
        short[] result = new short[(int) (samples.length / step)];
        for (int i = 0; i < result.length; i++) {
            double centre = i * step;
            int first = Math.max(0, (int) Math.ceil(centre - reach));
            int last = Math.min(samples.length - 1, (int) Math.floor(centre + reach));
            double sum = 0;
            for (int j = first; j <= last; j++) {
                sum += samples[j] * weight(j - centre, cutoff, reach);
            }
            result[i] = (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return result;
    }

    /// Sinc under a Hann window.
    private static double weight(double distance, double cutoff, int reach) {
        double x = Math.PI * cutoff * distance;
        double sinc = Math.abs(x) < 1e-9 ? 1 : Math.sin(x) / x;
        return cutoff * sinc * (0.5 + 0.5 * Math.cos(Math.PI * distance / reach));
    }
}
