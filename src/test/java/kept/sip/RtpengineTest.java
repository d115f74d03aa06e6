package kept.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import kept.media.Codec;
import kept.media.MediaPorts;
import kept.media.MediaSettings;
import kept.media.Sound;
import kept.media.Tones;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A caller who speaks Opus alone, through the Kamailio and rtpengine of `config`.
@Timeout(60)
class RtpengineTest {
    private static final Pattern AUDIO = Pattern.compile("(?m)^m=audio (\\d+) ");
    @TempDir Path folder;

    @Test
    void a_caller_who_speaks_opus_alone_hears_the_house() throws Exception {
        boolean there =
                Files.isExecutable(Path.of("/usr/sbin/kamailio"))
                        && Files.isExecutable(Path.of("/usr/bin/rtpengine"));
        if (!there) {
            System.out.println(
                    "Skipped: kamailio or rtpengine is not installed (Debian: kamailio, rtpengine-daemon).");
        }
        assumeTrue(there, "kamailio or rtpengine is not installed");
        int edge = FreePort.at("127.0.0.1", 0);
        int control = FreePort.at("127.0.0.1", 0);
        Files.copy(Path.of("config/kamailio/kamailio.cfg"), folder.resolve("kamailio.cfg"));
        Files.writeString(folder.resolve("address.list"), "1 127.0.0.1 32\n");
        var engine =
                start(
                        "rtpengine",
                        "--config-file=none",
                        "--table=-1",
                        "--interface=127.0.0.1",
                        "--listen-ng=127.0.0.1:" + control,
                        "--port-min=40000",
                        "--port-max=40100",
                        "--log-stderr",
                        "--foreground");
        // Kamailio asks it once, and does without it for a minute if it is not there yet
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .until(() -> answersPing(control));
        try (var house = Exchange.trusting();
                var ports = MediaPorts.open(new MediaSettings("127.0.0.1", 24_000, 24_099));
                var audio = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                var caller = new RawPeer(edge)) {
            Files.writeString(
                    folder.resolve("local.cfg"),
                    """
                    listen=udp:127.0.0.1:%1$d
                    #!define LIST "%2$s/dispatcher.list"
                    #!define TRUNKS "%2$s/address.list"
                    #!define RTPENGINE "udp:127.0.0.1:%3$d"
                    """
                            .formatted(edge, folder, control));
            Files.writeString(
                    folder.resolve("dispatcher.list"),
                    "1 sip:127.0.0.1:" + house.line.port() + " 0 0\n");
            var kamailio =
                    start(
                            "/usr/sbin/kamailio",
                            "-DD",
                            "-f",
                            folder.resolve("kamailio.cfg").toString(),
                            "-Y",
                            folder.toString());
            try {
                var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), edge);
                Awaitility.await()
                        .ignoreExceptions()
                        .atMost(Duration.ofSeconds(15))
                        .until(() -> house.line.probe(address).get().toMillis() >= 0);
                caller.inviteWith(
                        "opus",
                        """
                        v=0
                        o=- 1 1 IN IP4 127.0.0.1
                        s=-
                        c=IN IP4 127.0.0.1
                        t=0 0
                        m=audio %d RTP/AVP 96
                        a=rtpmap:96 opus/48000/2
                        """
                                .formatted(audio.getLocalPort())
                                .replace("\n", "\r\n"));
                var offered = house.offered();
                var session = offered.offer().session().orElseThrow();
                var port = ports.take("house");
                port.to(
                        new InetSocketAddress(
                                InetAddress.ofLiteral(session.address()), session.port()),
                        Codec.PCMA,
                        OptionalInt.empty());
                port.playLoop(Sound.of(Tones.wave(Duration.ofSeconds(1), 8_000, 440)));
                offered.call().events(new Heard());
                offered.call()
                        .answer(
                                OfferAnswer.answer(session, "127.0.0.1", port.port())
                                        .orElseThrow());
                String answer = caller.until("SIP/2.0 200");
                assertThat(answer).contains("opus/48000");
                caller.ack();
                var to = AUDIO.matcher(answer);
                assertThat(to.find()).isTrue();
                hears(audio);
            } finally {
                kamailio.destroy();
                kamailio.waitFor();
            }
        } finally {
            engine.destroy();
            engine.waitFor();
        }
    }

    /// The control protocol of rtpengine: a cookie, then a dictionary in bencode.
    private static boolean answersPing(int control) throws IOException {
        byte[] ping = "kept d7:command4:pinge".getBytes(StandardCharsets.US_ASCII);
        try (var socket = new DatagramSocket()) {
            socket.setSoTimeout(500);
            socket.send(
                    new DatagramPacket(
                            ping, ping.length, InetAddress.getLoopbackAddress(), control));
            var answer = new DatagramPacket(new byte[200], 200);
            socket.receive(answer);
            return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.US_ASCII)
                    .contains("pong");
        }
    }

    /// Twenty packets of the payload type that the caller gave Opus.
    private static void hears(DatagramSocket audio) throws Exception {
        audio.setSoTimeout(5_000);
        for (int i = 0; i < 20; ) {
            var packet = new DatagramPacket(new byte[2_048], 2_048);
            audio.receive(packet);
            if (packet.getLength() > 12) {
                assertThat(packet.getData()[1] & 0x7f).isEqualTo(96);
                i++;
            }
        }
    }

    private Process start(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log-" + Path.of(command[0]).getFileName()).toFile())
                .start();
    }
}
