package kept.speech;

/// Makes 16,000 samples a second of 8,000, for models that were made with wide sound: between each two samples stands what a low-pass of
/// half the band gives (a sinc of sixteen samples under the window of Lanczos).
final class TwiceTheRate {
    private static final int SIDE = 8;
    private static final double[] WEIGHTS = weights();

    private final short[] past = new short[2 * SIDE];

    private static double[] weights() {
        double[] weights = new double[SIDE];
        double sum = 0;
        for (int k = 0; k < SIDE; k++) {
            double x = Math.PI * (k + 0.5);
            weights[k] = Math.sin(x) / x * Math.sin(x / SIDE) / (x / SIDE);
            sum += 2 * weights[k];
        }
        for (int k = 0; k < SIDE; k++) {
            weights[k] /= sum;
        }
        return weights;
    }

    /// @param samples 16 bit, little-endian
    /// @return twice as many; what comes out lags eight samples behind
    byte[] of(byte[] samples, int length) {
        byte[] twice = new byte[length * 2];
        int out = 0;
        for (int i = 0; i + 1 < length; i += 2) {
            System.arraycopy(past, 1, past, 0, past.length - 1);
            past[past.length - 1] = (short) ((samples[i] & 0xff) | (samples[i + 1] << 8));
            double between = 0;
            for (int k = 0; k < SIDE; k++) {
                between += WEIGHTS[k] * (past[SIDE - 1 - k] + past[SIDE + k]);
            }
            out = put(twice, out, past[SIDE - 1]);
            out =
                    put(
                            twice,
                            out,
                            (short)
                                    Math.clamp(
                                            Math.round(between), Short.MIN_VALUE, Short.MAX_VALUE));
        }
        return twice;
    }

    private static int put(byte[] bytes, int at, short sample) {
        bytes[at] = (byte) sample;
        bytes[at + 1] = (byte) (sample >> 8);
        return at + 2;
    }
}
