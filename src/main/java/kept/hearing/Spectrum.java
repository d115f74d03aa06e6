package kept.hearing;

/// The power of 256 samples at 8,000 Hz in bins of 31.25 Hz, through a Hann window and the transform of Cooley and Tukey.
final class Spectrum {
    private static final int SIZE = 256;
    private static final double[] WINDOW = new double[SIZE];
    private static final double[] COS = new double[SIZE / 2];
    private static final double[] SIN = new double[SIZE / 2];

    static {
        for (int i = 0; i < SIZE; i++) {
            WINDOW[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / (SIZE - 1));
        }
        for (int i = 0; i < SIZE / 2; i++) {
            COS[i] = Math.cos(-2 * Math.PI * i / SIZE);
            SIN[i] = Math.sin(-2 * Math.PI * i / SIZE);
        }
    }

    private Spectrum() {}

    /// @param from where the first sample lies; silence follows the last one
    static double[] power(short[] samples, int from) {
        var real = new double[SIZE];
        var imaginary = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            int place = Integer.reverse(i) >>> 24;
            real[place] = from + i < samples.length ? samples[from + i] * WINDOW[i] : 0;
        }
        for (int length = 2; length <= SIZE; length *= 2) {
            butterflies(real, imaginary, length);
        }
        var power = new double[SIZE / 2];
        for (int i = 0; i < power.length; i++) {
            power[i] = real[i] * real[i] + imaginary[i] * imaginary[i];
        }
        return power;
    }

    private static void butterflies(double[] real, double[] imaginary, int length) {
        int half = length / 2;
        for (int start = 0; start < SIZE; start += length) {
            for (int k = 0; k < half; k++) {
                double cos = COS[k * (SIZE / length)];
                double sin = SIN[k * (SIZE / length)];
                int low = start + k;
                int high = low + half;
                double re = real[high] * cos - imaginary[high] * sin;
                double im = real[high] * sin + imaginary[high] * cos;
                real[high] = real[low] - re;
                imaginary[high] = imaginary[low] - im;
                real[low] += re;
                imaginary[low] += im;
            }
        }
    }
}
