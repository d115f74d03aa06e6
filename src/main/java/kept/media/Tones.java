package kept.media;

import java.time.Duration;

/// Sounds made by arithmetic, as the networks of Europe use them (ETSI TR 101 041-2; ITU-T Q.23 for keys).
public final class Tones {
    private static final String KEYS = "123A456B789C*0#D";
    private static final int[] ROWS = {697, 770, 852, 941};
    private static final int[] COLUMNS = {1209, 1336, 1477, 1633};

    private Tones() {}

    /// One or more sine waves of equal strength; full scale is 32,767.
    public static short[] wave(Duration length, int strength, int... hertz) {
        short[] samples = new short[(int) (length.toMillis() * Sound.RATE / 1000)];
        for (int i = 0; i < samples.length; i++) {
            double sum = 0;
            for (int each : hertz) {
                sum += Math.sin(2 * Math.PI * each * i / Sound.RATE);
            }
            samples[i] = (short) Math.round(sum * strength / hertz.length);
        }
        return samples;
    }

    /// What a caller hears while it rings: 425 Hz, one second of five. Play it in a loop.
    public static Sound ringback() {
        return padded(wave(Duration.ofSeconds(1), 6_000, 425), Duration.ofSeconds(5));
    }

    /// The number is busy: 425 Hz, half a second of one. Play it in a loop.
    public static Sound busy() {
        return padded(wave(Duration.ofMillis(500), 6_000, 425), Duration.ofSeconds(1));
    }

    /// Speak after it: 1,400 Hz for 200 ms.
    public static Sound beep() {
        return Sound.of(wave(Duration.ofMillis(200), 8_000, 1_400));
    }

    public static Sound silence(Duration length) {
        return padded(new short[0], length);
    }

    /// The sound of one key; empty for a character that is no key.
    public static short[] key(char key, Duration length) {
        int place = KEYS.indexOf(Character.toUpperCase(key));
        return place < 0 ? new short[0] : wave(length, 16_000, ROWS[place / 4], COLUMNS[place % 4]);
    }

    private static Sound padded(short[] samples, Duration whole) {
        return Sound.of(
                java.util.Arrays.copyOf(samples, (int) (whole.toMillis() * Sound.RATE / 1000)));
    }
}
