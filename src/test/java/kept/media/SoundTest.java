package kept.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Random;
import kept.kernel.Refusal;
import org.junit.jupiter.api.Test;

class SoundTest {
    @Test
    void every_byte_of_both_laws_comes_back_as_itself() {
        for (Codec codec : Codec.values()) {
            for (int code = 0; code < 256; code++) {
                short sample = codec.decode((byte) code);
                // Mu-law has two zeros.
                assertThat(codec.decode(codec.encode(sample))).isEqualTo(sample);
            }
            assertThat(codec.decode(codec.silence())).isBetween((short) -8, (short) 8);
        }
    }

    @Test
    void the_laws_keep_each_sample_within_their_step() {
        for (Codec codec : Codec.values()) {
            for (int sample = -32_000; sample <= 32_000; sample += 7) {
                short back = codec.decode(codec.encode((short) sample));
                assertThat(Math.abs(back - sample)).isLessThanOrEqualTo(Math.abs(sample) / 16 + 8);
            }
        }
    }

    @Test
    void a_recording_of_any_usual_rate_keeps_its_tone_and_folds_nothing_back() {
        for (int rate : new int[] {8_000, 16_000, 22_050, 44_100, 48_000}) {
            Sound sound = Wav.read(wav(rate, 1_000, 6_000));
            short[] heard = samples(sound);
            assertThat(sound.duration())
                    .isBetween(Duration.ofMillis(980), Duration.ofMillis(1_020));
            assertThat(Peer.share(heard, 400, 7_400, 1_000)).isGreaterThan(0.97);
            if (rate > 12_000) {
                assertThat(Peer.share(heard, 400, 7_400, 2_000)).isLessThan(0.001);
            }
        }
    }

    @Test
    void g711_in_a_file_comes_back_byte_for_byte() {
        Sound sound = Tones.beep();
        for (Codec codec : Codec.values()) {
            assertThat(Wav.read(Wav.write(sound, codec)).bytes(codec))
                    .isEqualTo(sound.bytes(codec));
        }
    }

    @Test
    void a_file_that_is_no_such_recording_is_refused_with_a_sentence() {
        var random = new Random(7);
        byte[] good = wav(8_000, 1_000, 0);
        for (int i = 0; i < 3_000; i++) {
            byte[] bad = java.util.Arrays.copyOf(good, random.nextInt(400));
            for (int j = 0; j < 4 && bad.length > 0; j++) {
                bad[random.nextInt(Math.min(44, bad.length))] = (byte) random.nextInt(256);
            }
            try {
                Wav.read(bad);
            } catch (Refusal e) {
                assertThat(e.sentence()).startsWith("Bring a WAV file");
            }
        }
        assertThatThrownBy(() -> Wav.read(new byte[50])).isInstanceOf(Refusal.class);
    }

    @Test
    void every_key_is_heard_in_its_tones_once() {
        for (char key : "0123456789*#ABCD".toCharArray()) {
            assertThat(heard(Tones.key(key, Duration.ofMillis(80)))).isEqualTo(String.valueOf(key));
        }
    }

    @Test
    void two_presses_of_one_key_are_two_and_noise_or_a_voice_is_none() {
        short[] twice = new short[3_200];
        System.arraycopy(Tones.key('6', Duration.ofMillis(80)), 0, twice, 0, 640);
        System.arraycopy(Tones.key('6', Duration.ofMillis(80)), 0, twice, 1_600, 640);
        assertThat(heard(twice)).isEqualTo("66");
        var random = new Random(3);
        short[] noise = new short[80_000];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) (random.nextGaussian() * 5_000);
        }
        assertThat(heard(noise)).isEmpty();
        assertThat(heard(Tones.wave(Duration.ofSeconds(2), 12_000, 200, 697, 1_400, 2_100, 2_800)))
                .isEmpty();
    }

    private static String heard(short[] samples) {
        var keys = new ToneKeys();
        var text = new StringBuilder();
        for (int i = 0; i < samples.length + 1_600; i++) {
            // As it comes off the line.
            short sample = i < samples.length ? samples[i] : 0;
            char key = keys.heard(Codec.PCMA.decode(Codec.PCMA.encode(sample)));
            if (key != 0) {
                text.append(key);
            }
        }
        return text.toString();
    }

    private static short[] samples(Sound sound) {
        byte[] bytes = sound.bytes(Codec.PCMA);
        short[] samples = new short[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            samples[i] = Codec.PCMA.decode(bytes[i]);
        }
        return samples;
    }

    /// One second of a tone, and a second one that telephones cannot carry.
    private static byte[] wav(int rate, int hertz, int tooHigh) {
        var bytes = ByteBuffer.allocate(44 + rate * 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(Wav.header(1, 1, 16, rate * 2L)).putInt(24, rate);
        for (int i = 0; i < rate; i++) {
            double sum = Math.sin(2 * Math.PI * hertz * i / rate);
            double high = rate > 2 * tooHigh ? Math.sin(2 * Math.PI * tooHigh * i / rate) : 0;
            bytes.putShort((short) (8_000 * sum + 8_000 * high));
        }
        return bytes.array();
    }
}
