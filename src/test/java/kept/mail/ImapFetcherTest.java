package kept.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ImapFetcherTest {
    private final List<String> stored = new ArrayList<>();

    @Test
    void storesFirstThenMarksAndMoves() throws Exception {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", "imap"));
        server.start();
        try {
            server.setUser("help@kept.test", "help", "p%s/1");
            String url = "imap://help:p%25s%2F1@127.0.0.1:" + server.getImap().getPort() + "/INBOX";
            hostedBy(url, "help", "p%s/1");
        } finally {
            server.stop();
        }
    }

    @Test
    void worksWithDovecotToo() throws Exception {
        Path dovecot = Path.of("/usr/sbin/dovecot");
        if (!Files.isExecutable(dovecot)) {
            System.out.println("Skipped: there is no /usr/sbin/dovecot on this machine.");
        }
        assumeTrue(Files.isExecutable(dovecot));
        int port = freePort();
        Path home = Files.createTempDirectory("dovecot");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectories(home.resolve("mail"));
        Path config = home.resolve("dovecot.conf");
        Files.setPosixFilePermissions(
                home.resolve("mail"), PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.writeString(config, configuration(home, port));
        Process process =
                new ProcessBuilder(dovecot.toString(), "-F", "-c", config.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(home.resolve("out.log").toFile())
                        .start();
        try {
            boolean up = awaits(port);
            if (!up) {
                System.out.println(
                        "Skipped: dovecot did not start here: "
                                + Files.readString(home.resolve("out.log")).strip());
            }
            assumeTrue(up);
            hostedBy("imap://help:secret@127.0.0.1:" + port + "/INBOX", "help", "secret");
        } finally {
            process.destroy();
            process.waitFor(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void anUnreachableServerIsAnErrorThatIsTriedAgain() {
        assertThatThrownBy(() ->
                        fetcher("imap://u:p@127.0.0.1:1/INBOX", null, 1000, (_, _) -> {})
                                .fetchOnce())
                .isInstanceOf(MessagingException.class);
    }

    private void hostedBy(String url, String user, String password) throws Exception {
        MailServer server = MailServer.parse(url, "KEPT_IMAP_URL");
        clear(server, user, password);
        for (int i = 0; i < 5; i++) {
            deliver(server, user, password, "Subject: " + i + "\r\n\r\nbody " + i + "\r\n");
        }
        deliver(
                server,
                user,
                password,
                "Subject: huge\r\n\r\n" + "x".repeat(900).concat("\r\n").repeat(120));

        try (var full =
                fetcher(
                        url,
                        null,
                        50_000,
                        (_, _) -> {
                            throw new MailIntake.NoRoom("The disk is full.");
                        })) {
            assertThat(full.fetchOnce()).isZero();
        }
        assertThat(unread(server, user, password)).as("no room leaves mail unread").isEqualTo(6);

        try (var failing = fetcher(url, null, 50_000, this::storeAllButTwo)) {
            assertThat(failing.fetchOnce()).isEqualTo(4);
        }
        assertThat(unread(server, user, password)).as("the failed and the huge one").isEqualTo(2);

        try (var moving =
                fetcher(
                        url,
                        "Kept",
                        50_000,
                        (_, raw) -> stored.add(new String(raw, StandardCharsets.ISO_8859_1)))) {
            assertThat(moving.fetchOnce()).isEqualTo(1);
            assertThat(moving.fetchOnce()).isZero();
        }
        assertThat(stored)
                .hasSize(5)
                .doesNotHaveDuplicates()
                .contains("Subject: 2\r\n\r\nbody 2\r\n");
        assertThat(unread(server, user, password)).as("the huge one stays").isEqualTo(1);
        assertThat(count(server, user, password, "Kept")).isEqualTo(1);
    }

    private void storeAllButTwo(Envelope envelope, byte[] raw) {
        String mail = new String(raw, StandardCharsets.ISO_8859_1);
        if (mail.startsWith("Subject: 2")) {
            throw new IllegalStateException("cannot store this one");
        }
        stored.add(mail);
    }

    private static ImapFetcher fetcher(
            String url, @Nullable String moveTo, int maxBytes, MailIntake intake) {
        return new ImapFetcher(
                new ImapFetcher.Settings(url, moveTo, Duration.ofSeconds(1), maxBytes, 100),
                intake,
                Clock.systemUTC());
    }

    private static void deliver(MailServer server, String user, String password, String raw)
            throws Exception {
        try (var store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect(server.host(), server.port(), user, password);
            Folder inbox = store.getFolder("INBOX");
            inbox.appendMessages(
                    new MimeMessage[] {
                        new MimeMessage(
                                null,
                                new ByteArrayInputStream(raw.getBytes(StandardCharsets.ISO_8859_1)))
                    });
        }
    }

    private static void clear(MailServer server, String user, String password) throws Exception {
        try (var store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect(server.host(), server.port(), user, password);
            Folder kept = store.getFolder("Kept");
            if (kept.exists()) {
                kept.delete(true);
            }
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_WRITE);
            inbox.setFlags(inbox.getMessages(), new Flags(Flags.Flag.DELETED), true);
            inbox.close(true);
        }
    }

    private static int unread(MailServer server, String user, String password) throws Exception {
        try (var store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect(server.host(), server.port(), user, password);
            return store.getFolder("INBOX").getUnreadMessageCount();
        }
    }

    private static int count(MailServer server, String user, String password, String folder)
            throws Exception {
        try (var store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect(server.host(), server.port(), user, password);
            return store.getFolder(folder).getMessageCount();
        }
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean awaits(int port) throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.getInputStream().read() >= 0;
            } catch (IOException _) {
                Thread.sleep(100);
            }
        }
        return false;
    }

    private static String configuration(Path home, int port) {
        boolean root = System.getProperty("user.name").equals("root");
        String owner = root ? "nobody" : System.getProperty("user.name");
        String people =
                root
                        ? ""
                        : "default_internal_user = "
                                + owner
                                + "\ndefault_login_user = "
                                + owner
                                + "\n";
        return people
                + """
                base_dir = %1$s/run
                state_dir = %1$s/state
                log_path = %1$s/dovecot.log
                protocols = imap
                listen = 127.0.0.1
                ssl = no
                disable_plaintext_auth = no
                first_valid_uid = 0
                first_valid_gid = 0
                mail_location = maildir:%1$s/mail
                passdb {
                  driver = static
                  args = password=secret
                }
                userdb {
                  driver = static
                  args = uid=%3$s gid=%4$s home=%1$s/mail
                }
                service imap-login {
                  chroot =
                  inet_listener imap {
                    port = %2$d
                  }
                  inet_listener imaps {
                    port = 0
                  }
                }
                """
                        .formatted(home, port, owner, root ? "nogroup" : owner);
    }
}
