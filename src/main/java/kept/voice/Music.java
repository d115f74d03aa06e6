package kept.voice;

import java.time.Duration;
import kept.media.Sound;

/// What is heard while nothing is said: three soft notes and a long rest, made by arithmetic and so nobody's property.
final class Music {
    private static final int[] NOTES = {262, 330, 392, 330};
    private static final int STRENGTH = 2_500;
    private static final int NOTE = 6_400;
    private static final Duration ROUND = Duration.ofSeconds(8);

    private Music() {}

    static Sound quiet() {
        var samples = new short[(int) (ROUND.toMillis() * Sound.RATE / 1000)];
        for (int i = 0; i < NOTES.length; i++) {
            for (int t = 0; t < 2 * NOTE && i * NOTE + t < samples.length; t++) {
                double fade = Math.exp(-3.0 * t / NOTE) * Math.min(1, t / 80.0);
                double wave = Math.sin(2 * Math.PI * NOTES[i] * t / Sound.RATE);
                samples[i * NOTE + t] += (short) Math.round(STRENGTH * fade * wave);
            }
        }
        return Sound.of(samples);
    }
}
