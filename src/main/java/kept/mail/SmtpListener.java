package kept.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import kept.kernel.EmailAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/// Takes mail in by SMTP (RFC 5321) and answers 250 only after the intake has stored it. A message with a bare carriage return or
/// line feed is refused, because servers before us may have seen another end of it (SMTP smuggling).
public final class SmtpListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpListener.class);
    private final SMTPServer server;

    /// Where to listen and what one peer may ask for. Sizes are bytes.
    public record Settings(
            String host,
            int port,
            String hostName,
            int maxBytes,
            int maxRecipients,
            int maxConnections,
            Duration timeout) {

        /// 25 MB, 100 recipients, 200 connections, a minute of silence.
        public static Settings on(String host, int port, String hostName) {
            return new Settings(host, port, hostName, 25 << 20, 100, 200, Duration.ofMinutes(1));
        }
    }

    /// @param knownRecipient whom mail is taken for; others get 550 before any data
    public SmtpListener(
            Settings settings,
            Predicate<EmailAddress> knownRecipient,
            MailIntake intake,
            Clock clock) {
        server =
                new SMTPServer.Builder()
                        .bindAddress(address(settings.host()))
                        .port(settings.port())
                        .hostName(settings.hostName())
                        .softwareName("Kept")
                        .maxMessageSize(settings.maxBytes())
                        .maxRecipients(settings.maxRecipients())
                        .maxConnections(settings.maxConnections())
                        .connectionTimeout(
                                (int) settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
                        .insertReceivedHeaders(false)
                        .fromAddressValidator(_ -> true)
                        .executorService(Executors.newVirtualThreadPerTaskExecutor())
                        .messageHandlerFactory(context ->
                                new Delivery(context, settings, knownRecipient, intake, clock))
                        .build();
    }

    /// Begins to listen; the port is bound when this returns.
    public void start() {
        server.start();
    }

    /// The port it listens on, which the system chose if the settings said 0.
    public int port() {
        return server.getPortAllocated();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "KEPT_SMTP_LISTEN names the host "
                            + host
                            + ", which is not known. Write an address of this machine.",
                    e);
        }
    }

    private static final class Delivery implements MessageHandler {
        private final MessageContext context;
        private final Settings settings;
        private final Predicate<EmailAddress> knownRecipient;
        private final MailIntake intake;
        private final Clock clock;
        private final List<EmailAddress> recipients = new ArrayList<>();
        private @Nullable EmailAddress sender;

        Delivery(
                MessageContext context,
                Settings settings,
                Predicate<EmailAddress> knownRecipient,
                MailIntake intake,
                Clock clock) {
            this.context = context;
            this.settings = settings;
            this.knownRecipient = knownRecipient;
            this.intake = intake;
            this.clock = clock;
        }

        @Override
        public void from(String address) throws RejectException {
            sender =
                    address.isEmpty()
                            ? null
                            : EmailAddress.parse(address)
                                    .orElseThrow(() ->
                                            new RejectException(
                                                    553,
                                                    "5.1.7 Send from a plain address like name@example.com"));
        }

        @Override
        public void recipient(String address) throws RejectException {
            EmailAddress recipient =
                    EmailAddress.parse(address)
                            .orElseThrow(() ->
                                    new RejectException(
                                            553,
                                            "5.1.3 Send to a plain address like name@example.com"));
            if (!knownRecipient.test(recipient)) {
                throw new RejectException(550, "5.1.1 There is no such address here");
            }
            recipients.add(recipient);
        }

        @Override
        public @Nullable String data(InputStream data) throws RejectException, IOException {
            byte[] raw = read(data);
            if (hasBareLineBreak(raw)) {
                throw new RejectException(554, "5.6.0 End every line with CR LF");
            }
            var envelope =
                    new Envelope(
                            sender,
                            recipients,
                            peer(),
                            context.getHelo().orElse(""),
                            clock.instant());
            try {
                intake.store(envelope, raw);
            } catch (MailIntake.NoRoom e) {
                LOG.warn(
                        "Mail from {} was put off because there is no room: {} The sender will try again.",
                        peer(),
                        e.getMessage());
                throw new RejectException(452, "4.3.1 No room at present, try again later");
            } catch (RuntimeException e) {
                LOG.warn("Mail from {} could not be stored; the sender will try again.", peer(), e);
                throw new RejectException(451, "4.3.0 Could not be stored, try again later");
            }
            return "2.0.0 Stored";
        }

        @Override
        public void done() {
            recipients.clear();
            sender = null;
        }

        private byte[] read(InputStream data) throws IOException, RejectException {
            var raw = new ByteArrayOutputStream(8192);
            byte[] block = new byte[16_384];
            long total = 0;
            for (int n = data.read(block); n >= 0; n = data.read(block)) {
                total += n;
                if (total > 8L * settings.maxBytes()) {
                    throw new IOException("the peer sends without end");
                }
                if (total <= settings.maxBytes()) {
                    raw.write(block, 0, n);
                }
            }
            // Read to its end first: an answer in the middle of the data would not be understood.
            if (total > settings.maxBytes()) {
                throw new RejectException(
                        552, "5.3.4 A mail may have " + settings.maxBytes() + " bytes here");
            }
            return raw.toByteArray();
        }

        private static boolean hasBareLineBreak(byte[] raw) {
            for (int i = 0; i < raw.length; i++) {
                boolean bareLine = raw[i] == '\n' && (i == 0 || raw[i - 1] != '\r');
                boolean bareReturn = raw[i] == '\r' && (i + 1 == raw.length || raw[i + 1] != '\n');
                if (bareLine || bareReturn) {
                    return true;
                }
            }
            return false;
        }

        private String peer() {
            return context.getRemoteAddress() instanceof InetSocketAddress address
                    ? address.getAddress().getHostAddress()
                    : String.valueOf(context.getRemoteAddress());
        }
    }
}
