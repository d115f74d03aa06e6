package kept.mail;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import kept.kernel.EmailAddress;
import org.jspecify.annotations.Nullable;

/// Sends one mail to the server of `KEPT_SMTP_URL` (RFC 5321, 3207, 4954). A client of our own because what matters is exactly where a
/// conversation broke: before the final dot the mail was not taken, after it nobody knows. Never waits longer than its limits.
public final class SmtpSender {
    private static final int LONGEST_REPLY = 64 << 10;
    private final MailServer server;
    private final String ownName;
    private final SSLSocketFactory tls;
    private final Duration connectLimit;
    private final Duration totalLimit;

    /// @param url smtp:// (STARTTLS when offered) or smtps://, with user and password if the server asks for them
    /// @param ownName the host name to greet with
    public SmtpSender(String url, String ownName) {
        this(
                url,
                ownName,
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30));
    }

    SmtpSender(
            String url,
            String ownName,
            SSLSocketFactory tls,
            Duration connectLimit,
            Duration totalLimit) {
        this.server = MailServer.parse(url, "KEPT_SMTP_URL");
        this.ownName = ownName;
        this.tls = tls;
        this.connectLimit = connectLimit;
        this.totalLimit = totalLimit;
    }

    /// Hands the mail over.
    ///
    /// @param sender the envelope sender, null for the null path `<>` of automatic mail
    /// @param recipients at least one; if the server refuses any of them nobody gets the mail
    /// @param raw the mail; line ends are made CR LF and dots are stuffed here
    public Sending send(@Nullable EmailAddress sender, List<EmailAddress> recipients, byte[] raw) {
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("a mail needs a recipient");
        }
        try (var conversation = new Conversation()) {
            return conversation.hold(sender, recipients, raw);
        }
    }

    /// The bytes for DATA: every line ended by CR LF, a leading dot doubled, then the final dot.
    static byte[] stuffed(byte[] raw) {
        var out = new ByteArrayOutputStream(raw.length + raw.length / 32 + 16);
        boolean lineStart = true;
        for (int i = 0; i < raw.length; i++) {
            byte b = raw[i];
            if (b == '\r' || b == '\n') {
                // A bare CR or LF would be an end of line for one server and not for another.
                if (b == '\r' && i + 1 < raw.length && raw[i + 1] == '\n') {
                    i++;
                }
                out.write('\r');
                out.write('\n');
                lineStart = true;
            } else {
                if (lineStart && b == '.') {
                    out.write('.');
                }
                out.write(b);
                lineStart = false;
            }
        }
        out.writeBytes((lineStart ? ".\r\n" : "\r\n.\r\n").getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private record Reply(int code, String text) {
        Sending.Refused refused() {
            return new Sending.Refused(code >= 500, text);
        }
    }

    private final class Conversation implements AutoCloseable {
        private final long deadline = System.nanoTime() + totalLimit.toNanos();
        private Socket socket = new Socket();
        private InputStream in = InputStream.nullInputStream();
        private OutputStream out = OutputStream.nullOutputStream();
        private boolean dotSent;

        Sending hold(@Nullable EmailAddress sender, List<EmailAddress> recipients, byte[] raw) {
            // A write can block for ever on a peer that does not read, so a second thread closes
            // the socket when the time is up.
            Thread watch = Thread.ofVirtual().start(this::closeInTime);
            try {
                return talk(sender, recipients, raw);
            } catch (IOException | RuntimeException e) {
                String why =
                        server
                                + ": "
                                + (e.getMessage() == null
                                        ? e.getClass().getSimpleName()
                                        : e.getMessage());
                return dotSent ? new Sending.OutcomeUnknown(why) : new Sending.NotTried(why);
            } finally {
                watch.interrupt();
            }
        }

        private void closeInTime() {
            try {
                Thread.sleep(totalLimit);
                close();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        private Sending talk(
                @Nullable EmailAddress sender, List<EmailAddress> recipients, byte[] raw)
                throws IOException {
            socket.connect(
                    new InetSocketAddress(server.host(), server.port()),
                    (int) connectLimit.toMillis());
            socket.setTcpNoDelay(true);
            if (server.encrypted()) {
                encrypt();
            }
            open();
            Reply reply = answer();
            if (reply.code != 220) {
                return reply.refused();
            }
            Reply offers = greet();
            if (offers.code == 250 && !server.encrypted() && offers(offers, "STARTTLS")) {
                reply = say("STARTTLS");
                if (reply.code != 220) {
                    return reply.refused();
                }
                // Whatever was sent ahead in the clear could have been put there by somebody else.
                if (in.available() > 0) {
                    throw new IOException("the server sent words before the encryption began");
                }
                encrypt();
                open();
                offers = greet();
            }
            if (offers.code != 250) {
                return offers.refused();
            }
            if (!server.user().isEmpty()) {
                reply = signIn(offers);
                if (reply.code != 235) {
                    return new Sending.NotTried(
                            server
                                    + " refused to sign us in: "
                                    + reply.text
                                    + " Check user and password in KEPT_SMTP_URL.");
                }
            }
            return deliver(offers, sender, recipients, stuffed(raw));
        }

        private Sending deliver(
                Reply offers,
                @Nullable EmailAddress sender,
                List<EmailAddress> recipients,
                byte[] data)
                throws IOException {
            boolean eightBit = offers(offers, "8BITMIME");
            String size = offers(offers, "SIZE") ? " SIZE=" + data.length : "";
            Reply reply =
                    say(
                            "MAIL FROM:<"
                                    + (sender == null ? "" : sender)
                                    + ">"
                                    + size
                                    + (eightBit ? " BODY=8BITMIME" : ""));
            if (reply.code != 250) {
                return reply.refused();
            }
            for (EmailAddress recipient : recipients) {
                reply = say("RCPT TO:<" + recipient + ">");
                if (reply.code != 250 && reply.code != 251) {
                    return reply.refused();
                }
            }
            reply = say("DATA");
            if (reply.code != 354) {
                return reply.refused();
            }
            out.write(data, 0, data.length - 3);
            out.flush();
            // From the first byte of the end on the server may have the whole mail, even if our
            // write fails.
            dotSent = true;
            out.write(data, data.length - 3, 3);
            out.flush();
            reply = answer();
            if (reply.code >= 200 && reply.code < 300) {
                quit();
                return new Sending.Sent(reply.text);
            }
            return reply.refused();
        }

        private Reply greet() throws IOException {
            Reply reply = say("EHLO " + ownName);
            return reply.code >= 500 && reply.code != 521 ? say("HELO " + ownName) : reply;
        }

        private Reply signIn(Reply offers) throws IOException {
            boolean here =
                    socket.getInetAddress() != null && socket.getInetAddress().isLoopbackAddress();
            if (!(socket instanceof SSLSocket) && !here) {
                throw new IOException(
                        "the server offers no encryption, so the password was not sent");
            }
            String auth = offers.text.toUpperCase(Locale.ROOT);
            if (auth.contains("PLAIN") || !auth.contains("LOGIN")) {
                return say("AUTH PLAIN " + base64("\0" + server.user() + "\0" + server.password()));
            }
            Reply reply = say("AUTH LOGIN");
            if (reply.code == 334) {
                reply = say(base64(server.user()));
            }
            return reply.code == 334 ? say(base64(server.password())) : reply;
        }

        private void quit() {
            try {
                say("QUIT");
            } catch (IOException _) {
                // The mail is theirs already; how they hang up is their affair.
            }
        }

        private void encrypt() throws IOException {
            var secured = (SSLSocket) tls.createSocket(socket, server.host(), server.port(), true);
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
            secured.setSoTimeout(left());
            socket = secured;
            secured.startHandshake();
        }

        private void open() throws IOException {
            in = new BufferedInputStream(socket.getInputStream());
            out = new BufferedOutputStream(socket.getOutputStream(), 32 << 10);
        }

        private Reply say(String command) throws IOException {
            if (command.chars().anyMatch(c -> c < ' ' || c > 126)) {
                throw new IOException("a command may hold only printable ASCII");
            }
            out.write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return answer();
        }

        private Reply answer() throws IOException {
            var text = new StringBuilder();
            while (true) {
                String line = line(text.length());
                if (line.length() < 3
                        || !line.substring(0, 3).chars().allMatch(c -> c >= '0' && c <= '9')) {
                    throw new IOException("the server answered with something that is not SMTP");
                }
                text.append(text.isEmpty() ? "" : "\n").append(line);
                if (line.length() == 3 || line.charAt(3) != '-') {
                    return new Reply(Integer.parseInt(line.substring(0, 3)), text.toString());
                }
            }
        }

        private String line(int soFar) throws IOException {
            var line = new ByteArrayOutputStream();
            while (true) {
                socket.setSoTimeout(left());
                int b = in.read();
                if (b < 0) {
                    throw new IOException("the server closed the connection");
                }
                if (b == '\n') {
                    return line.toString(StandardCharsets.UTF_8).strip();
                }
                line.write(b);
                if (soFar + line.size() > LONGEST_REPLY) {
                    throw new IOException("the server answered without end");
                }
            }
        }

        private static boolean offers(Reply reply, String extension) {
            return reply.text
                    .lines()
                    .anyMatch(line ->
                            line.length() > 4
                                    && (line.substring(4).toUpperCase(Locale.ROOT) + " ")
                                            .startsWith(extension + " "));
        }

        private int left() throws IOException {
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                throw new IOException("no answer within " + totalLimit.toSeconds() + " seconds");
            }
            return (int) millis;
        }

        private static String base64(String text) {
            return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException _) {
                // Nothing is left to say on it.
            }
        }
    }
}
