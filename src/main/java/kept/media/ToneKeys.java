package kept.media;

/// Hears keys in sound (ITU-T Q.24) by Goertzel's algorithm: 205 samples at a time, half of them anew. A key counts once two looks in
/// a row find it (38 ms), and again only after it was gone for two.
public final class ToneKeys {
    private static final int[] HERTZ = {697, 770, 852, 941, 1209, 1336, 1477, 1633};
    private static final String KEYS = "123A456B789C*0#D";
    private static final int BLOCK = 205;
    private static final int HOP = 103;

    /// Below it there is no sound worth a look: about -40 dB of full scale.
    private static final double LEAST_POWER = 300.0 * 300.0;

    /// How much of all power the two tones must hold; speech holds less.
    private static final double LEAST_SHARE = 0.7;

    /// How much stronger one tone may be than the other: 8 dB.
    private static final double MOST_TWIST = 6.3;

    private final double[] coefficients = new double[HERTZ.length];
    private final short[] block = new short[BLOCK];
    private int filled;
    private char candidate = HeardKeys.NONE;
    private char told = HeardKeys.NONE;
    private int gone;

    public ToneKeys() {
        for (int i = 0; i < HERTZ.length; i++) {
            coefficients[i] = 2 * Math.cos(2 * Math.PI * HERTZ[i] / Sound.RATE);
        }
    }

    /// Takes one sample of 8,000 Hz.
    ///
    /// @return the key that is certain with this sample, or the character 0
    public char heard(short sample) {
        block[filled++] = sample;
        if (filled < BLOCK) {
            return HeardKeys.NONE;
        }
        char key = look();
        System.arraycopy(block, HOP, block, 0, BLOCK - HOP);
        filled = BLOCK - HOP;
        return decide(key);
    }

    private char decide(char key) {
        gone = key == told ? 0 : gone + 1;
        if (gone >= 2) {
            told = HeardKeys.NONE;
        }
        boolean certain = key != HeardKeys.NONE && key == candidate && key != told;
        candidate = key;
        if (!certain) {
            return HeardKeys.NONE;
        }
        told = key;
        gone = 0;
        return key;
    }

    private char look() {
        double all = 0;
        for (short sample : block) {
            all += (double) sample * sample;
        }
        if (all / BLOCK < LEAST_POWER) {
            return HeardKeys.NONE;
        }
        double[] power = new double[HERTZ.length];
        for (int i = 0; i < HERTZ.length; i++) {
            power[i] = goertzel(coefficients[i]);
        }
        int row = strongest(power, 0);
        int column = strongest(power, 4);
        double twist = power[row] / Math.max(1, power[column]);
        // A pure tone of power p gives p * BLOCK / 2 here.
        double share = (power[row] + power[column]) * 2 / BLOCK / all;
        boolean key =
                share > LEAST_SHARE
                        && twist < MOST_TWIST
                        && twist > 1 / MOST_TWIST
                        && alone(power, row, 0)
                        && alone(power, column, 4);
        return key ? KEYS.charAt(row * 4 + column - 4) : HeardKeys.NONE;
    }

    private double goertzel(double coefficient) {
        double before = 0;
        double last = 0;
        for (short sample : block) {
            double next = sample + coefficient * last - before;
            before = last;
            last = next;
        }
        return last * last + before * before - coefficient * last * before;
    }

    private static int strongest(double[] power, int from) {
        int best = from;
        for (int i = from + 1; i < from + 4; i++) {
            best = power[i] > power[best] ? i : best;
        }
        return best;
    }

    /// Whether the others of the group are 8 dB weaker.
    private static boolean alone(double[] power, int best, int from) {
        for (int i = from; i < from + 4; i++) {
            if (i != best && power[i] * MOST_TWIST > power[best]) {
                return false;
            }
        }
        return true;
    }
}
