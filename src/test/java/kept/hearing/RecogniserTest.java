package kept.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import kept.media.Codec;
import kept.media.Sound;
import kept.media.Tones;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every prompt that is shipped, as a telephone line delivers it: 0.4 s late, quieter, and with noise.
class RecogniserTest {
    private static final int LATE = 3_200;

    private static final Map<String, Sound> sounds = new TreeMap<>();
    private static final Map<String, Fingerprint> prints = new TreeMap<>();

    @BeforeAll
    static void readPrompts() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/prompts"))) {
            for (var file : files.toList()) {
                String name = file.getFileName().toString();
                var sound = Sound.of(Codec.PCMU, Files.readAllBytes(file));
                sounds.put(name, sound);
                prints.put(name, Fingerprint.of(sound));
            }
        }
    }

    private static short[] samples(Sound sound) {
        byte[] bytes = sound.bytes(Codec.PCMU);
        var samples = new short[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            samples[i] = Codec.PCMU.decode(bytes[i]);
        }
        return samples;
    }

    /// As it comes out of the line, with half a second of line after it.
    private static Fingerprint heard(Sound sound, Codec law, double gain, double noiseDb) {
        short[] clean = samples(sound);
        double power = 0;
        for (short sample : clean) {
            power += (double) sample * sample;
        }
        double noise = gain * Math.sqrt(power / clean.length) / Math.pow(10, noiseDb / 20);
        var random = new Random(7);
        var line = new short[LATE + clean.length + 4_000];
        for (int i = 0; i < line.length; i++) {
            int at = i - LATE;
            double voice = at >= 0 && at < clean.length ? gain * clean[at] : 0;
            short sample = (short) Math.round(voice + noise * random.nextGaussian());
            line[i] = law.decode(law.encode(sample));
        }
        return Fingerprint.of(line);
    }

    private static boolean sentence(String name) {
        return Objects.requireNonNull(prints.get(name)).length().compareTo(Duration.ofMillis(1_500))
                >= 0;
    }

    @Test
    void every_shipped_prompt_is_found_among_all_others_after_the_telephone_line() {
        for (var law : Codec.values()) {
            for (var sound : sounds.entrySet()) {
                var match = Recogniser.best(heard(sound.getValue(), law, 0.3, 15), prints);
                assertThat(match.name()).as("%s %s", law, match).isEqualTo(sound.getKey());
                assertThat(match.clear()).as("%s %s", law, match).isTrue();
            }
        }
    }

    @Test
    void sentences_are_found_on_a_bad_line_too() {
        for (var sound : sounds.entrySet()) {
            if (sentence(sound.getKey())) {
                var match = Recogniser.best(heard(sound.getValue(), Codec.PCMA, 0.1, 5), prints);
                assertThat(match.name()).as("%s", match).isEqualTo(sound.getKey());
                assertThat(match.present()).as("%s", match).isTrue();
            }
        }
    }

    @Test
    void a_sentence_that_is_not_known_is_absent_though_the_same_voice_says_it() {
        for (var sound : sounds.entrySet()) {
            if (sentence(sound.getKey())) {
                var others = new TreeMap<>(prints);
                others.keySet().removeIf(name -> !sentence(name) || name.equals(sound.getKey()));
                var match = Recogniser.best(heard(sound.getValue(), Codec.PCMA, 0.3, 15), others);
                assertThat(match.present()).as("%s %s", sound.getKey(), match).isFalse();
            }
        }
    }

    @Test
    void noise_tones_and_silence_are_absent() {
        var random = new Random(5);
        var hiss = new short[24_000];
        for (int i = 0; i < hiss.length; i++) {
            hiss[i] = (short) (random.nextGaussian() * 1_000);
        }
        for (var heard :
                List.of(
                        Fingerprint.of(hiss),
                        Fingerprint.of(new short[24_000]),
                        Fingerprint.of(new short[0]),
                        Fingerprint.of(Tones.ringback()),
                        Fingerprint.of(Tones.busy()),
                        Fingerprint.of(Tones.wave(Duration.ofSeconds(3), 6_000, 262, 330)))) {
            assertThat(Recogniser.best(heard, prints).present()).isFalse();
        }
    }
}
