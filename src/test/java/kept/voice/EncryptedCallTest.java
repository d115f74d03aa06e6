package kept.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import kept.media.AudioPort;
import kept.media.Codec;
import kept.media.MasterKey;
import kept.media.MediaPorts;
import kept.media.MediaSettings;
import kept.media.Sound;
import kept.media.Srtp;
import kept.media.SrtpSuite;
import kept.media.Tones;
import kept.sip.AddressRange;
import kept.sip.AgreedKeys;
import kept.sip.Call;
import kept.sip.CallEvents;
import kept.sip.CallOffer;
import kept.sip.Caller;
import kept.sip.Dial;
import kept.sip.LineSettings;
import kept.sip.OfferAnswer;
import kept.sip.Phones;
import kept.sip.SessionDescription;
import kept.sip.SipLine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A call between two lines of our own, with somebody on the wire between them.
@Timeout(60)
class EncryptedCallTest {
    private static final int HUM = 600;
    private static final int HEADER = 12;
    private static final int SEALED = HEADER + Sound.PACKET + 10;
    @TempDir Path folder;
    private final MediaPorts ports =
            MediaPorts.open(new MediaSettings("127.0.0.1", 25_000, 25_099));
    private final BlockingQueue<CallOffer> offers = new LinkedBlockingQueue<>();
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private final BlockingQueue<SessionDescription> answers = new LinkedBlockingQueue<>();
    private SipLine house;
    private SipLine phone;
    private Tap tap;
    private AudioPort audio;

    @BeforeEach
    void open() throws Exception {
        var tls = new LineSettings.Tls(0, keyStore(), "a secret");
        var trust =
                Map.of(
                        "javax.net.ssl.trustStore",
                        tls.keyStore().toString(),
                        "javax.net.ssl.trustStorePassword",
                        "a secret",
                        "javax.net.ssl.trustStoreType",
                        "PKCS12");
        trust.forEach(System::setProperty);
        house = line(tls);
        phone = line(tls);
        trust.keySet().forEach(System::clearProperty);
        audio = ports.take("a telephone");
        tap = new Tap(audio.port());
    }

    @AfterEach
    void close() throws Exception {
        house.close();
        phone.close();
        tap.close();
        ports.close();
    }

    private SipLine line(LineSettings.Tls tls) {
        return SipLine.open(
                LineSettings.on("127.0.0.1", 0, "kept.test")
                        .trusting(AddressRange.LOOPBACK)
                        .with(tls),
                (call, offer) -> {
                    offers.add(offer);
                    calls.add(call);
                },
                Phones.none(),
                Clock.systemUTC());
    }

    private Path keyStore() throws Exception {
        Path file = folder.resolve("keys.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var command =
                "-genkeypair -alias sip -keyalg EC -dname CN=kept.test -ext san=ip:127.0.0.1 -storetype PKCS12 -keystore";
        var words = new java.util.ArrayList<>(List.of(keytool.toString()));
        words.addAll(List.of(command.split(" ")));
        words.addAll(List.of(file.toString(), "-storepass", "a secret"));
        int exit =
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("keytool.log").toFile())
                        .start()
                        .waitFor();
        assertThat(exit).isZero();
        return file;
    }

    private Leg dial(String parameters, int port) {
        var leg = new Leg(ports.take("the house"), "127.0.0.1");
        leg.is(
                house.dial(
                        Dial.to(
                                "sip:ada@127.0.0.1:" + port + parameters,
                                Caller.of("+4930123", "Ada"),
                                leg.offer()),
                        new CallEvents() {
                            @Override
                            public void answered(SessionDescription answer) {
                                answers.add(answer);
                            }
                        }));
        return leg;
    }

    private SessionDescription offered() throws Exception {
        CallOffer offer = offers.poll(10, TimeUnit.SECONDS);
        assertThat(offer).as("a call").isNotNull();
        return offer.session().orElseThrow();
    }

    /// The telephone takes the call, and says that it hears where the tap sits.
    private void take(SessionDescription offer) throws Exception {
        var mine = OfferAnswer.answer(offer, "127.0.0.1", tap.port()).orElseThrow();
        var agreed = OfferAnswer.agreed(mine, offer).orElseThrow();
        agreed.keys().ifPresent(keys -> audio.protect(guard(keys)));
        tap.house = new InetSocketAddress(InetAddress.getLoopbackAddress(), agreed.port());
        audio.to(tap.address(), Codec.PCMA, OptionalInt.of(101));
        Call call = calls.poll(10, TimeUnit.SECONDS);
        call.events(new CallEvents() {});
        call.answer(mine);
    }

    private static Srtp guard(AgreedKeys keys) {
        return Srtp.with(
                SrtpSuite.named(keys.suite()).orElseThrow(), key(keys.ours()), key(keys.theirs()));
    }

    private static MasterKey key(String base64) {
        return MasterKey.of(Base64.getDecoder().decode(base64));
    }

    @Test
    void over_tls_both_sides_agree_on_keys_and_the_wire_carries_no_speech() throws Exception {
        Leg leg = dial(";transport=tls", phone.tlsPort());
        SessionDescription offer = offered();
        assertThat(offer.secure()).isTrue();
        assertThat(offer.crypto()).hasSize(2);
        assertThat(offer.toString()).doesNotContain("inline");
        take(offer);
        assertThat(leg.agreed(answers.poll(10, TimeUnit.SECONDS))).isTrue();
        leg.audio().playLoop(Sound.of(Tones.wave(Duration.ofSeconds(1), 10_000, HUM)));
        audio.playLoop(Sound.of(Tones.wave(Duration.ofSeconds(1), 10_000, HUM)));
        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        audio.counts().received() > 50 && leg.audio().counts().received() > 50);
        byte[] tapped = tap.last(SEALED);
        assertThat(share(tapped)).isLessThan(0.2);

        BlockingQueue<Character> keys = new LinkedBlockingQueue<>();
        audio.onDigit(keys::add);
        leg.audio().sendDigits("5");
        assertThat(keys.poll(3, TimeUnit.SECONDS)).isEqualTo('5');

        for (int i = 0; i < 50; i++) {
            byte[] forged = tapped.clone();
            forged[HEADER + i] ^= 1;
            tap.inject(forged);
            tap.inject(tapped);
        }
        await().atMost(Duration.ofSeconds(5)).until(() -> audio.counts().forged() == 100);
        long heard = audio.counts().received();
        await().atMost(Duration.ofSeconds(5)).until(() -> audio.counts().received() > heard + 20);
        assertThat(audio.counts().late()).isZero();
        assertThat(audio.counts().lost()).isZero();
        assertThat(leg.audio().counts().forged()).isZero();
        leg.hangUp();
    }

    @Test
    void without_tls_we_offer_no_keys_and_the_wire_carries_speech() throws Exception {
        Leg leg = dial("", phone.port());
        SessionDescription offer = offered();
        assertThat(offer.secure()).isFalse();
        assertThat(offer.crypto()).isEmpty();
        take(offer);
        assertThat(leg.agreed(answers.poll(10, TimeUnit.SECONDS))).isTrue();
        leg.audio().playLoop(Sound.of(Tones.wave(Duration.ofSeconds(1), 10_000, HUM)));
        await().atMost(Duration.ofSeconds(10)).until(() -> audio.counts().received() > 50);
        assertThat(share(tap.last(HEADER + Sound.PACKET))).isGreaterThan(0.9);
        leg.hangUp();
    }

    @Test
    void keys_that_are_offered_in_clear_are_answered_and_stay_when_the_call_is_renewed() {
        var offer =
                ((kept.sip.SessionReading.Read)
                                SessionDescription.parse(
                                        SessionDescription.offer("127.0.0.1", 4_000)
                                                .withKeys()
                                                .secured()
                                                .format(1, 1)
                                                .getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                        .session();
        var leg = new Leg(ports.take("the house"), "127.0.0.1");
        Optional<SessionDescription> answer = leg.answer(offer);
        assertThat(answer.orElseThrow().secure()).isTrue();
        assertThat(leg.answer(offer).orElseThrow().crypto())
                .isEqualTo(answer.orElseThrow().crypto())
                .doesNotContainAnyElementsOf(offer.crypto());
        leg.gone();
    }

    /// What share of the power of a packet the hum holds, read as A-law.
    private static double share(byte[] packet) {
        double real = 0;
        double imaginary = 0;
        double all = 0;
        for (int i = 0; i < Sound.PACKET; i++) {
            double angle = 2 * Math.PI * HUM * i / Sound.RATE;
            double sample = Codec.PCMA.decode(packet[HEADER + i]);
            real += sample * Math.cos(angle);
            imaginary += sample * Math.sin(angle);
            all += sample * sample;
        }
        return 2 * (real * real + imaginary * imaginary) / Sound.PACKET / all;
    }

    /// Stands between the house and the telephone, reads along and says things of its own.
    private static final class Tap implements AutoCloseable {
        private final DatagramSocket socket =
                new DatagramSocket(0, InetAddress.getLoopbackAddress());
        private final InetSocketAddress phone;
        private final BlockingQueue<byte[]> fromHouse = new LinkedBlockingQueue<>();
        private volatile InetSocketAddress house = new InetSocketAddress(0);

        Tap(int phonePort) throws Exception {
            phone = new InetSocketAddress(InetAddress.getLoopbackAddress(), phonePort);
            Thread.ofPlatform().daemon().start(this::pass);
        }

        int port() {
            return socket.getLocalPort();
        }

        InetSocketAddress address() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), port());
        }

        private void pass() {
            try {
                while (true) {
                    var datagram = new DatagramPacket(new byte[2_048], 2_048);
                    socket.receive(datagram);
                    byte[] bytes = Arrays.copyOf(datagram.getData(), datagram.getLength());
                    boolean ours = datagram.getSocketAddress().equals(house);
                    if (ours) {
                        fromHouse.add(bytes);
                    }
                    socket.send(new DatagramPacket(bytes, bytes.length, ours ? phone : house));
                }
            } catch (java.io.IOException e) {
                // the end of the test
            }
        }

        /// The newest packet of this length.
        byte[] last(int length) {
            return fromHouse.stream()
                    .filter(bytes -> bytes.length == length)
                    .reduce((one, next) -> next)
                    .orElseThrow();
        }

        void inject(byte[] bytes) throws Exception {
            socket.send(new DatagramPacket(bytes, bytes.length, phone));
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
