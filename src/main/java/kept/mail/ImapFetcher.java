package kept.mail;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.search.FlagTerm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fetches unread mail from a mailbox (IMAP4rev1, RFC 3501): store first, then mark as read and move. A mail that could not be stored
/// stays unread and is tried again. What is fetched is known by its flag alone, so a changed UIDVALIDITY loses and doubles nothing.
public final class ImapFetcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ImapFetcher.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final int MOST_FAILURES = 3;

    private final Settings settings;
    private final MailServer server;
    private final MailIntake intake;
    private final Clock clock;
    private final Set<String> passedOver = new HashSet<>();
    private volatile boolean running;
    private @Nullable Thread thread;

    /// What to fetch.
    ///
    /// @param url imaps://user:password@host/INBOX or imap://, which turns to STARTTLS when offered
    /// @param moveTo the folder for fetched mail, or null to leave it where it is, marked as read
    /// @param maxBytes larger mails stay unread
    /// @param batch how many mails to take in one go
    public record Settings(
            String url, @Nullable String moveTo, Duration pollEvery, int maxBytes, int batch) {

        /// Moves to `Kept`, looks every 20 seconds, takes mails up to 50 MB.
        public static Settings of(String url) {
            return new Settings(url, "Kept", Duration.ofSeconds(20), 50 << 20, 200);
        }
    }

    public ImapFetcher(Settings settings, MailIntake intake, Clock clock) {
        this.settings = settings;
        this.server = MailServer.parse(settings.url(), "KEPT_IMAP_URL");
        this.intake = intake;
        this.clock = clock;
    }

    /// Begins to fetch in the background, again and again; after an error it waits longer each time, at most five minutes.
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("imap-fetcher").daemon().start(this::run);
    }

    @Override
    public void close() {
        running = false;
        Thread current = thread;
        if (current != null) {
            current.interrupt();
        }
    }

    /// Fetches what is unread now.
    ///
    /// @return how many mails were stored
    /// @throws MessagingException if the server cannot be reached or breaks off; what was stored until then stays stored
    public int fetchOnce() throws MessagingException {
        try (var store = (IMAPStore) session().getStore(server.scheme())) {
            store.connect(server.host(), server.port(), server.user(), server.password());
            var folder = (IMAPFolder) store.getFolder(server.folder());
            folder.open(Folder.READ_WRITE);
            int stored = fetch(store, folder);
            // Without expunging: what others marked as deleted is theirs.
            folder.close(false);
            return stored;
        }
    }

    private void run() {
        Duration pause = settings.pollEvery();
        while (running) {
            try {
                int stored = fetchOnce();
                pause = stored >= settings.batch() ? Duration.ZERO : settings.pollEvery();
            } catch (MessagingException | RuntimeException e) {
                pause = pause.multipliedBy(2).plusSeconds(1);
                pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
                LOG.warn(
                        "Mail could not be fetched from {}: {} The next try is in {} s.",
                        server,
                        e.getMessage(),
                        pause.toSeconds());
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private int fetch(IMAPStore store, IMAPFolder folder) throws MessagingException {
        Message[] unread = folder.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false));
        IMAPFolder target = target(store);
        int stored = 0;
        int failures = 0;
        for (Message message : unread) {
            if (stored >= settings.batch()
                    || failures >= MOST_FAILURES
                    || Thread.currentThread().isInterrupted()) {
                break;
            }
            try {
                if (message instanceof IMAPMessage mail && takes(folder, mail)) {
                    intake.store(
                            new Envelope(
                                    null,
                                    List.of(),
                                    server + "/" + server.folder(),
                                    "",
                                    clock.instant()),
                            raw(mail));
                    stored++;
                    done(folder, target, mail);
                }
            } catch (MailIntake.NoRoom e) {
                LOG.warn(
                        "Mail at {} stays unread because there is no room: {}",
                        server,
                        e.getMessage());
                break;
            } catch (MessageRemovedException _) {
                LOG.info(
                        "A mail at {} was removed by somebody else before it could be fetched.",
                        server);
            } catch (IOException | RuntimeException e) {
                failures++;
                LOG.warn(
                        "A mail at {} could not be stored; it stays unread and is tried again.",
                        server,
                        e);
            }
        }
        return stored;
    }

    private @Nullable IMAPFolder target(IMAPStore store) throws MessagingException {
        if (settings.moveTo() == null) {
            return null;
        }
        var target = (IMAPFolder) store.getFolder(settings.moveTo());
        if (!target.exists() && !target.create(Folder.HOLDS_MESSAGES)) {
            LOG.warn(
                    "The folder {} could not be made at {}; fetched mail stays where it is, marked as read.",
                    settings.moveTo(),
                    server);
            return null;
        }
        return target;
    }

    private boolean takes(IMAPFolder folder, IMAPMessage mail) throws MessagingException {
        int size = mail.getSize();
        if (size <= settings.maxBytes()) {
            return true;
        }
        if (passedOver.add(folder.getUIDValidity() + ":" + folder.getUID(mail))) {
            LOG.warn(
                    "A mail of {} bytes at {} is larger than {} bytes; it stays unread. Read it there.",
                    size,
                    server,
                    settings.maxBytes());
        }
        return false;
    }

    private byte[] raw(IMAPMessage mail) throws MessagingException, IOException {
        // Without peeking the server would mark the mail as read before it is stored.
        mail.setPeek(true);
        var raw = new ByteArrayOutputStream();
        try (InputStream in = mail.getMimeStream()) {
            byte[] block = new byte[16_384];
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                raw.write(block, 0, n);
                if (raw.size() > 2L * settings.maxBytes()) {
                    throw new IOException("the mail is larger than the server said");
                }
            }
        }
        return raw.toByteArray();
    }

    private static void done(IMAPFolder folder, @Nullable IMAPFolder target, IMAPMessage mail)
            throws MessagingException {
        mail.setFlag(Flags.Flag.SEEN, true);
        if (target != null) {
            Message[] one = {mail};
            if (((IMAPStore) folder.getStore()).hasCapability("MOVE")) {
                folder.moveMessages(one, target);
            } else {
                folder.copyMessages(one, target);
                mail.setFlag(Flags.Flag.DELETED, true);
                if (((IMAPStore) folder.getStore()).hasCapability("UIDPLUS")) {
                    folder.expunge(one);
                }
            }
        }
    }

    /// Only on this machine may a password travel in the clear.
    private boolean isHere() {
        return server.host().equals("localhost")
                || server.host().equals("::1")
                || server.host().startsWith("127.");
    }

    private Session session() {
        var properties = new Properties();
        for (String protocol : Arrays.asList("imap", "imaps")) {
            String prefix = "mail." + protocol + ".";
            properties.setProperty(prefix + "connectiontimeout", "5000");
            properties.setProperty(prefix + "timeout", "30000");
            properties.setProperty(prefix + "writetimeout", "30000");
            properties.setProperty(prefix + "fetchsize", String.valueOf(1 << 20));
            properties.setProperty(prefix + "starttls.enable", "true");
            properties.setProperty(
                    prefix + "starttls.required",
                    String.valueOf(protocol.equals("imap") && !isHere()));
            properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        }
        return Session.getInstance(properties);
    }
}
