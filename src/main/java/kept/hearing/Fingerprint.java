package kept.hearing;

import java.time.Duration;
import java.util.Arrays;
import kept.media.Codec;
import kept.media.Sound;

/// A piece of sound as the shape of its spectrum every 20 ms: eight bands of energy in logarithms about their mean. It stays alike
/// through telephone codecs, another loudness and noise, and says nothing of when somebody speaks and when he pauses.
public final class Fingerprint {
    static final int BANDS = 8;

    /// Milliseconds from one frame to the next.
    static final int STEP_MILLIS = 20;

    private static final int STEP = Sound.RATE * STEP_MILLIS / 1000;

    /// Where the bands begin and end, in bins of 31.25 Hz: 125 to 2,875 Hz.
    private static final int[] EDGES = {4, 8, 12, 18, 26, 36, 50, 68, 92};

    /// Nineteen of twenty frames are not louder than what counts as loud.
    private static final double LOUD_SHARE = 0.95;

    /// What is weaker than the loudest band by 30 dB counts as silence, so that noise below it changes nothing.
    private static final double FLOOR = 1e-3;

    private final float[][] frames;

    private Fingerprint(float[][] frames) {
        this.frames = frames;
    }

    public static Fingerprint of(Sound sound) {
        byte[] bytes = sound.bytes(Codec.PCMU);
        var samples = new short[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            samples[i] = Codec.PCMU.decode(bytes[i]);
        }
        return of(samples);
    }

    /// Of linear samples of 8,000 Hz.
    public static Fingerprint of(short[] samples) {
        var energy = new double[samples.length / STEP][BANDS];
        var loudest = new double[energy.length];
        for (int frame = 0; frame < energy.length; frame++) {
            double[] power = Spectrum.power(samples, frame * STEP);
            for (int band = 0; band < BANDS; band++) {
                for (int bin = EDGES[band]; bin < EDGES[band + 1]; bin++) {
                    energy[frame][band] += power[bin];
                }
                loudest[frame] = Math.max(loudest[frame], energy[frame][band]);
            }
        }
        double peak = loud(loudest);
        var frames = new float[energy.length][BANDS];
        for (int frame = 0; frame < energy.length; frame++) {
            double sum = 0;
            for (int band = 0; band < BANDS; band++) {
                frames[frame][band] = (float) Math.log(energy[frame][band] / peak + FLOOR);
                sum += frames[frame][band];
            }
            for (int band = 0; band < BANDS; band++) {
                frames[frame][band] -= (float) (sum / BANDS);
            }
        }
        return new Fingerprint(frames);
    }

    /// So loud is it where somebody speaks; a click that is louder changes nothing.
    private static double loud(double[] loudest) {
        var sorted = loudest.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 1 : Math.max(1, sorted[(int) (sorted.length * LOUD_SHARE)]);
    }

    public Duration length() {
        return Duration.ofMillis((long) frames.length * STEP_MILLIS);
    }

    int size() {
        return frames.length;
    }

    /// The energy of a band in a frame; silence before and after the sound.
    float at(int frame, int band) {
        return frame < 0 || frame >= frames.length ? 0 : frames[frame][band];
    }
}
