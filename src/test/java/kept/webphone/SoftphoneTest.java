package kept.webphone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import kept.kernel.Refusal;
import kept.media.AudioPort;
import kept.media.Codec;
import kept.media.MediaPorts;
import kept.media.MediaSettings;
import kept.media.Sound;
import kept.media.Tones;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The file that pages use, in a real browser with a microphone that beeps.
@Timeout(90)
class SoftphoneTest {
    private static final Path CHROMIUM =
            Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));
    private static final Path SCRIPT = Path.of("src/main/resources/static/js/softphone.js");
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; connect-src 'self'";
    private static final String CALL =
            """
            () => {
              window.states = [];
              window.phone = new Softphone();
              phone.onstate = (state, sentence) => states.push(sentence ? state + ': ' + sentence : state);
              return phone.connect(async offer => {
                const answer = await fetch('/offer', { method: 'POST', body: offer });
                if (!answer.ok) throw new Error(await answer.text());
                return answer.text();
              });
            }
            """;

    private final BrowserPhones phones = new BrowserPhones();
    private final Told told = new Told();
    private final List<BrowserLeg> legs = new ArrayList<>();
    private MediaPorts ports;
    private AudioPort port;
    private HttpServer server;
    private Playwright playwright;

    @BeforeEach
    void open() throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(CHROMIUM), "no browser at " + CHROMIUM);
        ports = MediaPorts.open(new MediaSettings("127.0.0.1", 24_800, 24_899));
        port = ports.take("a browser");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
        playwright = Playwright.create();
    }

    @AfterEach
    void close() {
        if (playwright != null) {
            playwright.close();
            server.stop(0);
            legs.forEach(BrowserLeg::close);
            ports.close();
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Security-Policy", POLICY);
            switch (exchange.getRequestURI().getPath()) {
                case "/offer" -> reply(exchange);
                case "/softphone.js" ->
                        reply(exchange, 200, "text/javascript", Files.readString(SCRIPT));
                default ->
                        reply(
                                exchange,
                                200,
                                "text/html",
                                "<!doctype html><title>phone</title><script src=/softphone.js></script>");
            }
        }
    }

    private void reply(HttpExchange exchange) throws IOException {
        try {
            reply(exchange, 200, "application/sdp", answer(exchange));
        } catch (Refusal refusal) {
            reply(exchange, 422, "text/plain", refusal.sentence());
        }
    }

    private String answer(HttpExchange exchange) throws IOException {
        String offer = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        BrowserLeg leg = phones.answer(offer, port, "127.0.0.1", told);
        legs.add(leg);
        return leg.answer();
    }

    private static void reply(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private Page page(String... more) {
        var flags =
                new ArrayList<>(
                        List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--no-first-run",
                                "--autoplay-policy=no-user-gesture-required"));
        flags.addAll(List.of(more));
        Browser browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(CHROMIUM)
                                        .setArgs(flags));
        Page page = browser.newPage();
        page.navigate("http://localhost:" + server.getAddress().getPort() + "/");
        return page;
    }

    private Page pageWithMicrophone() {
        return page(
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
                "--allow-loopback-in-peer-connection");
    }

    private static void states(Page page, String... expected) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(page.evaluate("() => states")).isEqualTo(List.of(expected)));
    }

    @Test
    void a_browser_talks_hears_and_presses_keys_like_any_telephone() throws Exception {
        BlockingQueue<Character> keys = new LinkedBlockingQueue<>();
        port.onDigit(keys::add);
        port.playLoop(Sound.of(Tones.wave(Duration.ofSeconds(1), 10_000, 600)));
        Page page = pageWithMicrophone();
        long start = System.nanoTime();
        page.evaluate(CALL);
        assertThat(told.next()).isEqualTo("talking");
        long took = System.nanoTime() - start;
        states(page, "connecting", "talking");

        await().atMost(Duration.ofSeconds(10)).until(() -> number(page, "packetsReceived") > 150);
        assertThat(number(page, "totalAudioEnergy")).isGreaterThan(0.001);
        assertThat(number(page, "packetsLost")).isZero();

        try (var far = new Far();
                AudioPort other = ports.take("a telephone")) {
            other.to(far.address(), Codec.PCMA, OptionalInt.of(101));
            port.stopPlaying();
            port.bridge(other);
            assertThat(far.peak(100)).isGreaterThan(1_000);
            page.evaluate("() => phone.mute(true)");
            await().atMost(Duration.ofSeconds(5)).until(() -> far.peak(60) < 100);
        }
        page.evaluate("() => { phone.key('1'); phone.key('9*'); }");
        assertThat(keys.poll(3, TimeUnit.SECONDS)).isEqualTo('1');
        assertThat(keys.poll(3, TimeUnit.SECONDS)).isEqualTo('9');
        assertThat(keys.poll(3, TimeUnit.SECONDS)).isEqualTo('*');

        assertThat(port.counts().forged()).isZero();
        assertThat(port.counts().lost()).isZero();
        System.out.printf(
                "Connected in %d ms; %s; the browser lost %.0f of %.0f packets.%n",
                TimeUnit.NANOSECONDS.toMillis(took),
                port.counts(),
                number(page, "packetsLost"),
                number(page, "packetsReceived"));
        page.evaluate("() => phone.close()");
        assertThat(told.next()).isEqualTo("The browser has closed the call.");
    }

    @SuppressWarnings("unchecked") // as the browser writes it
    private static double number(Page page, String name) {
        var inbound =
                (Map<String, Object>)
                        page.evaluate(
                                "async () => (await phone.stats()).find(one => one.type === 'inbound-rtp') || {}");
        return inbound.get(name) instanceof Number number ? number.doubleValue() : 0;
    }

    @Test
    void the_browser_knows_when_we_end_the_call() throws Exception {
        Page page = pageWithMicrophone();
        page.evaluate(CALL);
        assertThat(told.next()).isEqualTo("talking");
        states(page, "connecting", "talking");
        legs.getFirst().close();
        states(page, "connecting", "talking", "lost: The call is over.");
        assertThat(told.quiet()).isTrue();
    }

    @Test
    void a_house_that_vanishes_is_a_lost_call() throws Exception {
        Page page = pageWithMicrophone();
        page.evaluate(CALL);
        assertThat(told.next()).isEqualTo("talking");
        states(page, "connecting", "talking");
        port.close();
        await().atMost(Duration.ofSeconds(40))
                .until(() ->
                        String.valueOf(page.evaluate("() => states.at(-1)"))
                                .startsWith("lost: The connection is lost."));
    }

    @Test
    void what_we_refuse_is_said_in_our_words() {
        Page page = pageWithMicrophone();
        page.evaluate(CALL.replace("body: offer", "body: offer.replaceAll('rtcp-mux', 'x')"));
        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        String.valueOf(page.evaluate("() => states.at(-1)"))
                                .contains("lost: The browser wants a second port"));
    }

    @Test
    void a_missing_or_refused_microphone_is_said_in_a_sentence() {
        Page page = page();
        page.evaluate(CALL);
        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        String.valueOf(page.evaluate("() => states.at(-1)"))
                                .startsWith("refused: "));
        assertThat(legs).isEmpty();
    }
}
