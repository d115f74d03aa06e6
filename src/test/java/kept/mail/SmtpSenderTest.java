package kept.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import kept.kernel.EmailAddress;
import org.junit.jupiter.api.Test;

class SmtpSenderTest {
    private static final EmailAddress HELP = EmailAddress.of("help@kept.test");
    private static final List<EmailAddress> MARIA = List.of(EmailAddress.of("maria@example.com"));
    private static final byte[] MAIL =
            "Subject: x\r\n\r\nhello\r\n".getBytes(StandardCharsets.US_ASCII);

    @Test
    void aMailTheServerTookIsSent() throws Exception {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
        server.start();
        try {
            server.setUser("maria@example.com", "maria", "secret/1+");
            String url = "smtp://maria:secret%2F1+@127.0.0.1:" + server.getSmtp().getPort();
            byte[] mail =
                    "Subject: dots\n\n.\n..two\n.x\r\rend".getBytes(StandardCharsets.US_ASCII);
            assertThat(new SmtpSender(url, "kept.test").send(HELP, MARIA, mail))
                    .isInstanceOf(Sending.Sent.class);
            assertThat(server.getReceivedMessages()).hasSize(1);
            assertThat(server.getReceivedMessages()[0].getContent().toString().strip())
                    .isEqualTo(".\r\n..two\r\n.x\r\n\r\nend");
            assertThat(
                            new SmtpSender(url.replace("secret", "wrong"), "kept.test")
                                    .send(HELP, MARIA, MAIL))
                    .isInstanceOf(Sending.NotTried.class);
        } finally {
            server.stop();
        }
    }

    @Test
    void ourOwnListenerTakesWhatOurSenderSends() {
        var stored = new AtomicInteger();
        try (var listener =
                new SmtpListener(
                        SmtpListener.Settings.on("127.0.0.1", 0, "mx.kept.test"),
                        _ -> true,
                        (_, raw) -> stored.addAndGet(raw.length),
                        Clock.systemUTC())) {
            listener.start();
            assertThat(
                            new SmtpSender("smtp://127.0.0.1:" + listener.port(), "kept.test")
                                    .send(HELP, MARIA, MAIL))
                    .isInstanceOf(Sending.Sent.class);
            assertThat(
                            new SmtpSender("smtp://127.0.0.1:" + listener.port(), "kept.test")
                                    .send(null, MARIA, new byte[0]))
                    .isInstanceOf(Sending.Sent.class);
        }
        assertThat(stored.get()).isGreaterThanOrEqualTo(MAIL.length);
    }

    @Test
    void whereTheServerDiesDecidesWhatIsKnown() throws Exception {
        for (String step : List.of("CONNECT", "EHLO", "MAIL", "RCPT", "DATA")) {
            try (var server = new Fake(step, "")) {
                assertThat(server.sender().send(HELP, MARIA, MAIL))
                        .as(step)
                        .isInstanceOf(Sending.NotTried.class);
            }
        }
        // A small mail may lie in the network whole when the server dies in the middle of it: then
        // nobody knows.
        try (var server = new Fake("BODY", "")) {
            assertThat(server.sender().send(HELP, MARIA, MAIL)).isNotInstanceOf(Sending.Sent.class);
        }
        for (int run = 0; run < 200; run++) {
            try (var server = new Fake("DOT", "")) {
                assertThat(server.sender().send(HELP, MARIA, MAIL))
                        .isInstanceOf(Sending.OutcomeUnknown.class);
                assertThat(server.taken).hasValue(1);
            }
        }
    }

    @Test
    void refusalsAreForGoodOrForNow() throws Exception {
        for (String step : List.of("CONNECT", "MAIL", "RCPT", "DATA", "DOT")) {
            try (var server = new Fake(step, "451 4.3.0 later")) {
                assertThat(server.sender().send(HELP, MARIA, MAIL))
                        .as(step)
                        .isEqualTo(new Sending.Refused(false, "451 4.3.0 later"));
            }
            try (var server = new Fake(step, "550-no\r\n550 never")) {
                assertThat(server.sender().send(HELP, MARIA, MAIL))
                        .as(step)
                        .isEqualTo(new Sending.Refused(true, "550-no\n550 never"));
            }
        }
    }

    @Test
    void aSilentServerCostsNoMoreThanTheLimit() throws Exception {
        long start = System.nanoTime();
        try (var server = new Fake("MAIL", "silence")) {
            assertThat(server.sender().send(HELP, MARIA, MAIL))
                    .isInstanceOf(Sending.NotTried.class);
        }
        try (var server = new Fake("DOT", "silence")) {
            assertThat(server.sender().send(HELP, MARIA, MAIL))
                    .isInstanceOf(Sending.OutcomeUnknown.class);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(new SmtpSender("smtp://127.0.0.1:1", "kept.test").send(HELP, MARIA, MAIL))
                .isInstanceOf(Sending.NotTried.class);
    }

    @Test
    void noBareLineBreakLeavesTheHouse() {
        for (String raw :
                List.of(
                        "a\r.\rb",
                        "a\n.\nb",
                        "a\n.\r\nb",
                        "a\r\n.\rb",
                        ".",
                        "..",
                        "",
                        "a\r\n.\r\nb",
                        "a\r\r\n.\r\n")) {
            String data =
                    new String(
                            SmtpSender.stuffed(raw.getBytes(StandardCharsets.US_ASCII)),
                            StandardCharsets.US_ASCII);
            assertThat(data.replace("\r\n", "")).doesNotContain("\r", "\n");
            assertThat(data.indexOf("\r\n.\r\n")).isIn(-1, data.length() - 5);
            assertThat(data).endsWith(".\r\n");
        }
    }

    @Test
    void aWrongSettingIsAnsweredWithASentenceThatHoldsNoPassword() {
        for (String url :
                List.of(
                        "http://u:hush@host",
                        "smtp://",
                        "smtp://u:hu sh@host",
                        "smtp://u:hush#@host",
                        "hush")) {
            assertThatThrownBy(() -> new SmtpSender(url, "x"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("KEPT_SMTP_URL")
                    .hasMessageNotContaining("hu");
        }
    }

    /// A server that dies, refuses or falls silent at one step.
    private static final class Fake implements AutoCloseable {
        private final ServerSocket socket =
                new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private final String step;
        private final String instead;
        private final AtomicInteger taken = new AtomicInteger();

        Fake(String step, String instead) throws IOException {
            this.step = step;
            this.instead = instead;
            Thread.ofVirtual().start(this::serve);
        }

        SmtpSender sender() {
            return new SmtpSender(
                    "smtp://127.0.0.1:" + socket.getLocalPort(),
                    "kept.test",
                    (SSLSocketFactory) SSLSocketFactory.getDefault(),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1));
        }

        private void serve() {
            try (Socket peer = socket.accept()) {
                var in =
                        new BufferedReader(
                                new InputStreamReader(
                                        peer.getInputStream(), StandardCharsets.ISO_8859_1));
                if (!reached(peer, "CONNECT", "220 fake")) {
                    return;
                }
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    String verb =
                            line.substring(0, Math.min(4, line.length())).toUpperCase(Locale.ROOT);
                    if (!reached(peer, verb, verb.equals("DATA") ? "354 go" : "250 ok")) {
                        return;
                    }
                    if (verb.equals("DATA")) {
                        if (step.equals("BODY")) {
                            peer.setSoLinger(true, 0);
                            return;
                        }
                        while (line != null && !line.equals(".")) {
                            line = in.readLine();
                        }
                        if (line == null) {
                            return;
                        }
                        taken.incrementAndGet();
                        if (!reached(peer, "DOT", "250 taken")) {
                            return;
                        }
                    }
                }
            } catch (IOException _) {
                // The test is over.
            }
        }

        private boolean reached(Socket peer, String at, String answer) throws IOException {
            boolean here = step.equals(at);
            if (here && instead.equals("silence")) {
                var _ = peer.getInputStream().readAllBytes();
                return false;
            }
            if (here && instead.isEmpty()) {
                return false;
            }
            peer.getOutputStream()
                    .write(
                            ((here ? instead : answer) + "\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            return true;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
