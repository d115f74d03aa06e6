package kept.stories;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import kept.Cast;
import kept.Kept;
import kept.KeptTest;
import kept.SettableClock;
import kept.mail.Budget;
import kept.mail.MailReader;
import kept.mail.ReadMail;
import kept.mail.SmtpListener;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/// Starts the whole program as a house runs it: mail comes in by SMTP and goes out to a real mail server, timers run,
/// pages are served. Only the clock is the test's.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = Kept.class,
        webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
        properties = {
            "kept.postgres.throwaway=true",
            "kept.time-zone=Europe/Vienna",
            "kept.mail-address=help@house.example"
        })
@ContextConfiguration(initializers = {KeptTest.FreshDatabase.class, Story.Peers.class})
@Import({SettableClock.Beans.class, Cast.class})
@interface Story {
    /// The mail server of the customers, and the ports of the house.
    final class Peers implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        static final List<ReadMail> DELIVERED = new CopyOnWriteArrayList<>();
        private static final MailReader READER = new MailReader(Budget.forStrangers());
        private static final SmtpListener CUSTOMERS =
                new SmtpListener(
                        SmtpListener.Settings.on("127.0.0.1", 0, "customers.example"),
                        _ -> true,
                        (_, raw) -> DELIVERED.add(READER.read(raw)),
                        Clock.systemUTC());
        static final int SMTP_IN = freePort();
        static final int SIP = freePort();
        static final int WEB = freePort();

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            CUSTOMERS.start();
            TestPropertyValues.of(
                            "kept.smtp-url=smtp://127.0.0.1:" + CUSTOMERS.port(),
                            "kept.smtp-listen=127.0.0.1:" + SMTP_IN,
                            "kept.sip-listen=127.0.0.1:" + SIP,
                            "server.port=" + WEB,
                            "kept.public-url=http://localhost:" + WEB)
                    .applyTo(context);
        }

        private static int freePort() {
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
