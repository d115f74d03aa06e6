package kept.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import kept.KeptTest;
import kept.contacts.State;
import kept.media.Codec;
import kept.media.Tones;
import kept.media.Wav;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A telephone that somebody else wrote, baresip, registers with a digest, takes a call and is heard, so that we are not right only among
/// ourselves.
@KeptTest
class BaresipTest extends CallFixture {
    private static final Path PROGRAM = Path.of("/usr/bin/baresip");
    private static final Path MODULES = Path.of("/usr/lib/baresip/modules");
    @TempDir Path folder;

    BaresipTest() throws Exception {}

    @Test
    void a_caller_and_an_agent_at_baresip_hear_each_other() throws Exception {
        assumeTrue(installed(), "baresip is not installed");
        for (var phone : lines.phones()) {
            lines.removePhone(cast.as(cast.olga), phone.name());
        }
        configure(lines.addPhone(cast.as(cast.olga), "baresip", cast.asha.id()));
        // it gives up at a hash that it does not know, as some telephones do, and is started anew
        Process first = start();
        Awaitility.await("refused")
                .atMost(Duration.ofSeconds(15))
                .until(() -> Files.readString(log()).contains("not implemented"));
        stop(first);
        Process baresip = start();
        try {
            Awaitility.await("registered")
                    .atMost(Duration.ofSeconds(15))
                    .until(() -> exchange.bells().reachable().contains(cast.asha.id()));
            call();
            dispatch.turn();
            awaitContact(c -> c.state() == State.TALKING);
            assertThat(caller.loudest()).isGreaterThan(1_000);
            caller.hangUp();
            var over = awaitContact(c -> c.state() == State.CLOSED);
            assertThat(over.spot().outcome()).isEqualTo("talked");
        } finally {
            stop(baresip);
        }
        assertThat(loudest(heard())).isGreaterThan(1_000);
    }

    private static boolean installed() {
        boolean there = Files.isExecutable(PROGRAM) && Files.isDirectory(MODULES);
        if (!there) {
            System.out.println("Skipped: baresip is not installed (Debian: baresip-core).");
        }
        return there;
    }

    private void configure(String password) throws IOException {
        Files.writeString(
                folder.resolve("config"),
                """
                sip_listen 127.0.0.1:0
                net_interface 127.0.0.1
                rtp_ports 34000-34100
                audio_source aufile,%2$s/hum.wav
                audio_player aubridge,nil
                module_path %1$s
                module g711.so
                module aufile.so
                module aubridge.so
                module sndfile.so
                module_tmp account.so
                module_app menu.so
                snd_path %2$s
                """
                        .formatted(MODULES, folder));
        hum(folder.resolve("hum.wav"));
        Files.writeString(
                folder.resolve("accounts"),
                "<sip:baresip@127.0.0.1:%d;transport=udp>;auth_user=baresip;auth_pass=%s;answermode=auto;regint=60\n"
                        .formatted(telephone.port(), password));
        Files.writeString(folder.resolve("contacts"), "");
    }

    /// Ten seconds for its microphone.
    private static void hum(Path file) throws IOException {
        short[] samples = Tones.wave(Duration.ofSeconds(10), 8_000, DESK_HUM);
        var bytes = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        var format = new AudioFormat(8_000, 16, 1, true, false);
        try (var audio =
                new AudioInputStream(
                        new ByteArrayInputStream(bytes.array()), format, samples.length)) {
            AudioSystem.write(audio, AudioFileFormat.Type.WAVE, file.toFile());
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(PROGRAM.toString(), "-f", folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
    }

    private static void stop(Process baresip) throws InterruptedException {
        baresip.destroy();
        assertThat(baresip.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private Path log() {
        return folder.resolve("baresip.log");
    }

    /// What came out of its loudspeaker.
    private Path heard() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith("-dec.wav"))
                    .max(Comparator.comparing(Path::toString))
                    .orElseThrow();
        }
    }

    private static int loudest(Path file) throws IOException {
        byte[] heard = Wav.read(Files.readAllBytes(file)).bytes(Codec.PCMU);
        int loudest = 0;
        for (byte sample : heard) {
            loudest = Math.max(loudest, Math.abs(Codec.PCMU.decode(sample)));
        }
        return loudest;
    }
}
