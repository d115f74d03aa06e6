package kept.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapeTest {
    @TempDir Path folder;

    private static final class Voice {
        int timestamp;
        int source = 9;

        void say(Tape recording, Tape.Track track, Sound sound, int startNanosMillis) {
            byte[] bytes = sound.bytes(Codec.PCMA);
            for (int at = 0; at < bytes.length; at += 160) {
                var buffer = ByteBuffer.allocate(172);
                buffer.put((byte) 0x80).put((byte) 8).putShort((short) 1).putInt(timestamp);
                buffer.putInt(source).put(bytes, at, 160);
                long nanos = System.nanoTime() + startNanosMillis * 1_000_000L + at * 125_000L;
                recording.heard(
                        track, RtpPacket.read(buffer.flip()).orElseThrow(), Codec.PCMA, nanos);
                timestamp += 160;
            }
        }
    }

    private static short[] track(Path file, int which) throws Exception {
        var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.getInt(40)).isEqualTo(bytes.capacity() - 44);
        short[] samples = new short[(bytes.capacity() - 44) / 4];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = bytes.getShort(44 + 4 * i + 2 * which);
        }
        return samples;
    }

    private static Sound tone(int hertz, int millis) {
        return Sound.of(Tones.wave(Duration.ofMillis(millis), 10_000, hertz));
    }

    @Test
    void each_side_has_its_track_and_lies_at_its_time() throws Exception {
        Path file = folder.resolve("call.wav");
        try (var recording = Tape.to(file)) {
            new Voice().say(recording, Tape.Track.CALLER, tone(600, 3_000), 0);
            new Voice().say(recording, Tape.Track.HOUSE, tone(1_100, 1_000), 2_000);
        }
        short[] caller = track(file, 0);
        short[] house = track(file, 1);
        assertThat(caller.length).isBetween(24_000, 24_800);
        assertThat(Peer.share(caller, 1_000, 23_000, 600)).isGreaterThan(0.99);
        assertThat(Peer.share(house, 17_000, 23_000, 1_100)).isGreaterThan(0.99);
        assertThat(energy(house, 0, 15_000)).isZero();
    }

    @Test
    void two_who_speak_on_one_side_at_once_are_both_heard() throws Exception {
        Path file = folder.resolve("three.wav");
        try (var recording = Tape.to(file)) {
            var agent = new Voice();
            var third = new Voice();
            third.source = 11;
            for (int part = 0; part < 100; part++) {
                agent.say(recording, Tape.Track.HOUSE, tone(600, 20), 20 * part);
                third.say(recording, Tape.Track.HOUSE, tone(1_100, 20), 20 * part);
            }
        }
        short[] house = track(file, 1);
        assertThat(Peer.share(house, 1_000, 15_000, 600)).isGreaterThan(0.3);
        assertThat(Peer.share(house, 1_000, 15_000, 1_100)).isGreaterThan(0.3);
        assertThat(energy(track(file, 0), 0, 15_000)).isZero();
    }

    @Test
    void a_source_that_changes_with_each_packet_brings_nothing_down() throws Exception {
        Path file = folder.resolve("changing.wav");
        try (var recording = Tape.to(file)) {
            var voice = new Voice();
            for (int part = 0; part < 100; part++) {
                voice.source = part;
                voice.say(recording, Tape.Track.CALLER, tone(600, 20), 20 * part);
            }
        }
        assertThat(track(file, 0).length).isBetween(16_000, 16_800);
    }

    @Test
    void what_is_said_in_a_pause_is_silence_of_the_same_length() throws Exception {
        Path file = folder.resolve("paused.wav");
        try (var recording = Tape.to(file)) {
            var voice = new Voice();
            voice.say(recording, Tape.Track.CALLER, tone(600, 500), 0);
            recording.pause();
            voice.say(recording, Tape.Track.CALLER, tone(1_000, 500), 500);
            recording.resume();
            voice.say(recording, Tape.Track.CALLER, tone(600, 500), 1_000);
        }
        short[] caller = track(file, 0);
        assertThat(caller.length).isBetween(12_000, 12_800);
        assertThat(energy(caller, 4_400, 7_900)).isZero();
        assertThat(Peer.share(caller, 8_400, 11_900, 600)).isGreaterThan(0.99);
    }

    @Test
    void a_timestamp_that_jumps_without_reason_does_not_grow_the_file() throws Exception {
        Path file = folder.resolve("jump.wav");
        try (var recording = Tape.to(file)) {
            var voice = new Voice();
            voice.say(recording, Tape.Track.CALLER, tone(600, 200), 0);
            voice.timestamp += 1_000_000_000;
            voice.say(recording, Tape.Track.CALLER, tone(600, 200), 200);
        }
        assertThat(Files.size(file)).isLessThan(20_000);
    }

    private static long energy(short[] samples, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += (long) samples[i] * samples[i];
        }
        return sum;
    }
}
