package kept.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmtpListenerTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-20T08:30:00Z"), ZoneOffset.UTC);
    private final ConcurrentLinkedQueue<Envelope> envelopes = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> mails = new ConcurrentLinkedQueue<>();
    private RuntimeException trouble = new IllegalStateException();
    private boolean troubled;
    private SmtpListener listener =
            new SmtpListener(
                    new SmtpListener.Settings(
                            "127.0.0.1", 0, "mx.kept.test", 100_000, 3, 50, Duration.ofSeconds(5)),
                    address -> address.domain().equals("kept.test"),
                    (envelope, raw) -> {
                        if (troubled) {
                            throw trouble;
                        }
                        envelopes.add(envelope);
                        mails.add(new String(raw, StandardCharsets.ISO_8859_1));
                    },
                    CLOCK);

    @BeforeEach
    void start() {
        listener.start();
    }

    @AfterEach
    void stop() {
        listener.close();
    }

    @Test
    void storesTheMailAsItCameAndThenSays250() throws Exception {
        try (var peer = new Peer(listener.port())) {
            assertThat(peer.greeting).startsWith("220 mx.kept.test").doesNotContain("SubEtha");
            assertThat(peer.say("EHLO me.example.com\r\n")).contains("SIZE 100000");
            assertThat(peer.say("MAIL FROM:<maria@example.com> SIZE=100\r\n")).startsWith("250");
            assertThat(peer.say("RCPT TO:<help@kept.test>\r\n")).startsWith("250");
            assertThat(peer.say("DATA\r\n")).startsWith("354");
            assertThat(peer.say("Subject: x\r\n\r\n..dot\r\nend\r\n.\r\n")).startsWith("250");
        }
        assertThat(mails).containsExactly("Subject: x\r\n\r\n.dot\r\nend\r\n");
        Envelope envelope = envelopes.element();
        assertThat(envelope.sender()).hasToString("maria@example.com");
        assertThat(envelope.helo()).isEqualTo("me.example.com");
        assertThat(envelope.peer()).isEqualTo("127.0.0.1");
        assertThat(envelope.receivedAt()).isEqualTo(CLOCK.instant());
    }

    @Test
    void theNullSenderIsTaken() throws Exception {
        try (var peer = new Peer(listener.port())) {
            peer.say("HELO me\r\n");
            assertThat(peer.say("MAIL FROM:<>\r\n")).startsWith("250");
            peer.say("RCPT TO:<help@kept.test>\r\n");
            peer.say("DATA\r\n");
            assertThat(peer.say("\r\nx\r\n.\r\n")).startsWith("250");
        }
        assertThat(envelopes.element().sender()).isNull();
    }

    @Test
    void whatCannotBeStoredIsNotAcknowledged() throws Exception {
        troubled = true;
        assertThat(sent("Subject: x\r\n\r\nx\r\n.\r\n")).startsWith("451");
        trouble = new MailIntake.NoRoom("The disk is full.");
        assertThat(sent("Subject: x\r\n\r\nx\r\n.\r\n")).startsWith("452");
        assertThat(mails).isEmpty();
    }

    @Test
    void strangersOversizeAndTricksAreRefusedBeforeTheData() throws Exception {
        try (var peer = new Peer(listener.port())) {
            peer.say("EHLO me\r\n");
            assertThat(peer.say("MAIL FROM:<a@b.com> SIZE=999999999\r\n")).startsWith("552");
            assertThat(peer.say("MAIL FROM:<a@b.com>\r\n")).startsWith("250");
            assertThat(peer.say("RCPT TO:<someone@elsewhere.test>\r\n")).startsWith("550");
            assertThat(peer.say("RCPT TO:<\"a@b\"@kept.test>\r\n")).startsWith("5");
            for (int i = 0; i < 3; i++) {
                assertThat(peer.say("RCPT TO:<help" + i + "@kept.test>\r\n")).startsWith("250");
            }
            assertThat(peer.say("RCPT TO:<help4@kept.test>\r\n")).startsWith("452");
        }
        assertThat(sent("x".repeat(990).concat("\r\n").repeat(200) + ".\r\n")).startsWith("552");
        assertThat(mails).isEmpty();
    }

    @Test
    void noSecondMailCanBeSmuggledInsideOne() throws Exception {
        String inner =
                "MAIL FROM:<boss@kept.test>\r\nRCPT TO:<help@kept.test>\r\nDATA\r\nSubject: smuggled\r\n\r\nx\r\n.\r\n";
        for (String end :
                List.of(
                        "\n.\n",
                        "\n.\r\n",
                        "\r\n.\n",
                        "\r.\r",
                        "\r\n.\r",
                        "\r.\r\n",
                        "\n.\r",
                        "\r\n\0.\r\n",
                        "\r\r\n.\r\r\n",
                        "\n\r.\n\r",
                        "\r\n.\0\r\n")) {
            try (var peer = new Peer(listener.port())) {
                peer.say("EHLO me\r\n");
                peer.say("MAIL FROM:<a@b.com>\r\n");
                peer.say("RCPT TO:<help@kept.test>\r\n");
                peer.say("DATA\r\n");
                String answers =
                        peer.say("Subject: outer\r\n\r\nx" + end + inner) + peer.say("QUIT\r\n");
                assertThat(answers.lines().filter(line -> line.startsWith("250")).count())
                        .as(end.replace("\r", "R").replace("\n", "N"))
                        .isLessThanOrEqualTo(1);
            }
        }
        assertThat(mails).allMatch(mail -> mail.startsWith("Subject: outer"));
    }

    @Test
    void commandsMayComeAllAtOnce() throws Exception {
        try (var peer = new Peer(listener.port())) {
            peer.say("EHLO me\r\n");
            peer.write("MAIL FROM:<a@b.com>\r\nRCPT TO:<help@kept.test>\r\nDATA\r\n");
            assertThat(peer.answer()).startsWith("250");
            assertThat(peer.answer()).startsWith("250");
            assertThat(peer.answer()).startsWith("354");
            peer.write(
                    "\r\none\r\n.\r\nMAIL FROM:<a@b.com>\r\nRCPT TO:<help@kept.test>\r\nDATA\r\n");
            assertThat(List.of(peer.answer(), peer.answer(), peer.answer(), peer.answer()))
                    .extracting(line -> line.substring(0, 3))
                    .containsExactly("250", "250", "250", "354");
            assertThat(peer.say("\r\ntwo\r\n.\r\n")).startsWith("250");
        }
        assertThat(mails).hasSize(2);
    }

    @Test
    void takesSeveralHundredMailsASecond() throws Exception {
        int each = 400;
        long start = System.nanoTime();
        try (var peers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                var _ =
                        peers.submit(() -> {
                            try (var peer = new Peer(listener.port())) {
                                peer.say("EHLO me\r\n");
                                for (int n = 0; n < each; n++) {
                                    peer.say("MAIL FROM:<a@b.com>\r\n");
                                    peer.say("RCPT TO:<help@kept.test>\r\n");
                                    peer.say("DATA\r\n");
                                    peer.say(
                                            "Subject: x\r\n\r\n"
                                                    + "words of a mail\r\n".repeat(120)
                                                    + ".\r\n");
                                }
                            }
                            return null;
                        });
            }
            peers.shutdown();
            assertThat(peers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
        long rate = 4L * each * 1_000_000_000L / (System.nanoTime() - start);
        System.out.println("SMTP listener: " + rate + " mails/s over 4 connections");
        assertThat(mails).hasSize(4 * each);
        assertThat(rate).isGreaterThan(300);
    }

    private String sent(String data) throws IOException {
        try (var peer = new Peer(listener.port())) {
            peer.say("EHLO me\r\n");
            peer.say("MAIL FROM:<a@b.com>\r\n");
            peer.say("RCPT TO:<help@kept.test>\r\n");
            peer.say("DATA\r\n");
            return peer.say(data);
        }
    }

    /// The other side of a conversation, byte by byte.
    private static final class Peer implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;
        private final OutputStream out;
        private final String greeting;

        Peer(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(8000);
            in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.ISO_8859_1));
            out = socket.getOutputStream();
            greeting = answer();
        }

        void write(String bytes) throws IOException {
            out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        String say(String bytes) throws IOException {
            write(bytes);
            return answer();
        }

        String answer() throws IOException {
            var answer = new StringBuilder();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                answer.append(line).append('\n');
                if (line.length() < 4 || line.charAt(3) != '-') {
                    break;
                }
            }
            return answer.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
