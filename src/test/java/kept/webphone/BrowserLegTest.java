package kept.webphone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import kept.media.AudioPort;
import kept.media.MediaPorts;
import kept.media.MediaSettings;
import kept.media.Sound;
import kept.media.Tones;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BrowserLegTest {
    private final MediaPorts ports =
            MediaPorts.open(new MediaSettings("127.0.0.1", 24_900, 24_999));
    private final AudioPort port = ports.take("a browser");
    private final BrowserPhones phones = new BrowserPhones(Duration.ofSeconds(2));
    private final Told told = new Told();
    private TestBrowser browser;

    @BeforeEach
    void open() throws IOException {
        browser = new TestBrowser("127.0.0.1", port.port());
    }

    @AfterEach
    void close() {
        browser.close();
        ports.close();
    }

    private BrowserLeg called(Fingerprint shown) {
        return phones.answer(browser.offer(shown), port, "127.0.0.1", told);
    }

    private static ByteBuffer speech(int sequence) {
        return ByteBuffer.allocate(188)
                .putShort((short) 0x8008)
                .putShort((short) sequence)
                .putInt(sequence * 160)
                .putInt(99)
                .position(0)
                .limit(172);
    }

    @Test
    void keys_come_from_the_handshake_and_nothing_is_said_before_it() throws Exception {
        port.playLoop(Sound.of(Tones.wave(Duration.ofSeconds(1), 10_000, 600)));
        try (var leg = called(browser.certificate.fingerprint())) {
            browser.ask(leg.answer());
            assertThat(browser.stun.poll(3, TimeUnit.SECONDS)).startsWith(1, 1);
            assertThat(browser.heard.poll(100, TimeUnit.MILLISECONDS)).isNull();
            var client = browser.secure(true);
            assertThat(told.next()).isEqualTo("talking");
            assertThat(client.house())
                    .hasToString(TestBrowser.line(leg.answer(), "a=fingerprint:"));

            byte[] sealed = browser.heard.poll(3, TimeUnit.SECONDS);
            assertThat(client.srtp().unprotect(ByteBuffer.wrap(sealed))).isTrue();
            ByteBuffer packet = speech(1);
            assertThat(client.srtp().protect(packet)).isTrue();
            byte[] spoken = new byte[packet.limit()];
            packet.get(0, spoken);
            browser.send(spoken);
            browser.send(spoken);
            browser.send(speech(2).array());
            await().atMost(Duration.ofSeconds(3)).until(() -> port.counts().forged() == 2);
            assertThat(port.counts().received()).isEqualTo(1);

            client.transport().close();
            assertThat(told.next()).isEqualTo("The browser has closed the call.");
        }
    }

    @Test
    void a_browser_may_come_by_ipv6() throws Exception {
        try (var six = MediaPorts.open(new MediaSettings("::1", 24_900, 24_999));
                var there = six.take("a browser");
                var visitor = new TestBrowser("::1", there.port());
                var leg =
                        phones.answer(
                                visitor.offer(visitor.certificate.fingerprint()),
                                there,
                                "::1",
                                told)) {
            visitor.ask(leg.answer());
            var client = visitor.secure(true);
            assertThat(told.next()).isEqualTo("talking");
            there.playLoop(Sound.of(Tones.wave(Duration.ofSeconds(1), 10_000, 600)));
            byte[] sealed = visitor.heard.poll(3, TimeUnit.SECONDS);
            assertThat(client.srtp().unprotect(ByteBuffer.wrap(sealed))).isTrue();
        }
    }

    @Test
    void another_certificate_than_the_one_in_the_offer_is_refused() throws Exception {
        try (var leg = called(OwnCertificate.make().fingerprint())) {
            browser.ask(leg.answer());
            assertThatThrownBy(() -> browser.secure(true)).isInstanceOf(IOException.class);
            assertThat(told.next()).contains("could not prove");
            assertThat(browser.heard).isEmpty();
        }
    }

    @Test
    void a_handshake_that_gives_no_keys_for_audio_is_refused() throws Exception {
        try (var leg = called(browser.certificate.fingerprint())) {
            browser.ask(leg.answer());
            assertThatThrownBy(() -> browser.secure(false)).isInstanceOf(IOException.class);
            assertThat(told.next()).contains("could not prove");
        }
    }

    @Test
    void who_has_not_read_our_answer_is_not_answered_at_all() throws Exception {
        try (var leg = called(browser.certificate.fingerprint())) {
            browser.ask(leg.answer(), "a guess of twenty-two..");
            assertThatThrownBy(() -> browser.secure(true)).isInstanceOf(IOException.class);
            assertThat(browser.stun).isEmpty();
            assertThat(told.next()).contains("did not come");
        }
    }

    @Test
    void a_browser_that_no_longer_asks_is_gone_and_sent_to_no_more() throws Exception {
        try (var leg = called(browser.certificate.fingerprint())) {
            browser.ask(leg.answer());
            browser.secure(true);
            assertThat(told.next()).isEqualTo("talking");
            assertThat(told.next()).isEqualTo("Nothing has come from the browser for 2 seconds.");
            long sent = port.counts().sent();
            browser.heard.clear();
            assertThat(browser.heard.poll(1_200, TimeUnit.MILLISECONDS)).isNull();
            assertThat(port.counts().sent()).isEqualTo(sent);
        }
    }

    @Test
    void a_leg_that_we_close_says_goodbye_and_tells_nothing() throws Exception {
        var leg = called(browser.certificate.fingerprint());
        browser.ask(leg.answer());
        var client = browser.secure(true);
        assertThat(told.next()).isEqualTo("talking");
        leg.close();
        for (int i = 0; i < 10 && !client.goodbye().isDone(); i++) {
            try {
                client.transport().receive(new byte[2_048], 0, 2_048, 500);
            } catch (IOException e) {
                break;
            }
        }
        assertThat(client.goodbye()).isDone();
        assertThat(told.quiet()).isTrue();
    }
}
