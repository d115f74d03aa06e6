package kept.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.Executors;
import kept.KeptTest;
import kept.SettableClock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Goal D7 through a real mailbox: two fetchers at once that die between keeping a mail and marking it as read.
@KeptTest
class FetchAgainTest {
    private static final String USER = "help";
    private static final int MAILS = 60;
    private static final int DIFFERENT = 57;

    @Autowired Mailroom mailroom;
    @Autowired MailClerk clerk;
    @Autowired SettableClock clock;
    @Autowired JdbcClient jdbc;

    /// The fetcher's process is gone: nothing of it goes on, not even its way to handle trouble.
    private static final class Died extends Error {
        private static final long serialVersionUID = 1;
    }

    @Test
    void aFetcherThatDiesBeforeItMarksAMailLosesAndDoublesNothing() throws Exception {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", "imap"));
        server.start();
        try {
            fill(server.setUser("help@kept.test", USER, "p"), mails());
            int port = server.getImap().getPort();
            try (var fetchers = Executors.newFixedThreadPool(2)) {
                var first = fetchers.submit(() -> fetch(port, 7));
                var second = fetchers.submit(() -> fetch(port, 8));
                assertThat(first.get() + second.get()).as("deaths").isGreaterThan(5);
            }
        } finally {
            server.stop();
        }
        while (clerk.fileWaiting(100) > 0) {}
        assertThat(count("message a join incoming_mail m on m.id = a.mail_id")).isEqualTo(MAILS);
        assertThat(count("incoming_mail m")).isEqualTo(MAILS);
        assertThat(count("incoming_mail m", "and clash")).isEqualTo(MAILS - DIFFERENT);
    }

    /// A tenth has no Message-ID, and a twentieth has the one of another mail.
    private static List<String> mails() {
        var mails = new ArrayList<String>();
        for (int i = 0; i < MAILS; i++) {
            int id = i < DIFFERENT ? i : (i - DIFFERENT) * 10 + 1;
            mails.add(
                    "From: Sender <d7-%d@fetch.example>\r\nTo: help@house.example\r\nSubject: d7\r\n%s\r\nBody %d\r\n"
                            .formatted(
                                    i,
                                    i < DIFFERENT && i % 10 == 0
                                            ? ""
                                            : "Message-ID: <%d@fetch.example>\r\n".formatted(id),
                                    i));
        }
        return mails;
    }

    /// Three deliveries of each, shuffled.
    private static void fill(GreenMailUser mailbox, List<String> mails) throws MessagingException {
        var all = new ArrayList<MimeMessage>();
        for (int copy = 0; copy < 3; copy++) {
            for (String mail : mails) {
                String raw = "Received: from hop%d by us\r\n".formatted(copy) + mail;
                all.add(
                        new MimeMessage(
                                null,
                                new ByteArrayInputStream(raw.getBytes(StandardCharsets.US_ASCII))));
            }
        }
        Collections.shuffle(all, new Random(7));
        all.forEach(mailbox::deliver);
    }

    /// Fetches until nothing is left, beginning anew after each death.
    ///
    /// @return how many deaths
    private int fetch(int port, long seed) throws MessagingException {
        var random = new Random(seed);
        int deaths = 0;
        int troubles = 0;
        while (unread(port) > 0) {
            assertThat(troubles).as("troubles of the connection").isLessThan(100);
            try (var fetcher = fetcher(port, random)) {
                fetcher.fetchOnce();
            } catch (Died _) {
                deaths++;
            } catch (MessagingException _) {
                troubles++; // the other fetcher moved what this one had in hand
            }
        }
        return deaths;
    }

    private ImapFetcher fetcher(int port, Random random) {
        return new ImapFetcher(
                new ImapFetcher.Settings(
                        "imap://%s:p@127.0.0.1:%d/INBOX".formatted(USER, port),
                        null,
                        Duration.ofSeconds(1),
                        50_000,
                        200),
                (envelope, raw) -> {
                    mailroom.store(envelope, raw);
                    if (random.nextInt(8) == 0) {
                        throw new Died();
                    }
                },
                clock);
    }

    private static int unread(int port) throws MessagingException {
        try (var store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect("127.0.0.1", port, USER, "p");
            var inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            return inbox.getUnreadMessageCount();
        }
    }

    private long count(String tables) {
        return count(tables, "");
    }

    private long count(String tables, String more) {
        return jdbc.sql(
                        "select count(*) from %s join file f on f.id = m.file_id where position('@fetch.example'::bytea in f.content) > 0 %s"
                                .formatted(tables, more))
                .query(Long.class)
                .single();
    }
}
