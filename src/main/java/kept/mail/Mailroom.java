package kept.mail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import kept.cases.Case;
import kept.cases.Cases;
import kept.cases.Channel;
import kept.cases.Message;
import kept.cases.NewCase;
import kept.cases.NewMessage;
import kept.cases.Priority;
import kept.customers.Customer;
import kept.customers.Customers;
import kept.database.Writes;
import kept.files.Files;
import kept.journal.Actor;
import kept.kernel.EmailAddress;
import kept.kernel.Ids;
import kept.kernel.Refusal;
import kept.teams.Role;
import kept.teams.Teams;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/// Takes mail in: keeps it raw before anybody is told that we have it, then files it as a message on a case, once,
/// however often it is delivered. What no case can be made of waits for a person to look at it; nothing vanishes.
@Service
public class Mailroom implements MailIntake {
    private static final Logger log = LoggerFactory.getLogger(Mailroom.class);
    private static final int TRIES = 3;
    private static final String DISK_FULL = "53100";

    private final MailTable table;
    private final MailReader reader = new MailReader(Budget.forStrangers());
    private final ReplyFolder folder = new ReplyFolder();
    private final ReplyAddress replies;
    private final Files files;
    private final Customers customers;
    private final Cases cases;
    private final Teams teams;
    private final Writes writes;
    private final TransactionOperations transaction;
    private final MailBell bell;
    private final MailCounts counts;
    private final Clock clock;

    Mailroom(
            MailTable table,
            ReplyAddress replies,
            Files files,
            Customers customers,
            Cases cases,
            Teams teams,
            Writes writes,
            TransactionOperations transaction,
            MailBell bell,
            MailCounts counts,
            Clock clock) {
        this.table = table;
        this.replies = replies;
        this.files = files;
        this.customers = customers;
        this.cases = cases;
        this.teams = teams;
        this.writes = writes;
        this.transaction = transaction;
        this.bell = bell;
        this.counts = counts;
        this.clock = clock;
    }

    // --- keeping

    @Override
    public void store(Envelope envelope, byte[] raw) {
        keep(envelope, raw);
    }

    /// Keeps a mail, unless it is here already.
    ///
    /// @return true if it is new
    public boolean keep(Envelope envelope, byte[] raw) {
        byte[] hash = contentHash(raw);
        try {
            boolean fresh =
                    Boolean.TRUE.equals(
                            transaction.execute(_ -> {
                                if (table.known(hash)) {
                                    return false;
                                }
                                table.insertIncoming(
                                        writes,
                                        Ids.at(clock.instant()),
                                        hash,
                                        messageId(raw),
                                        envelope,
                                        files.keep(raw));
                                return true;
                            }));
            bell.ring();
            if (fresh) {
                counts.tookOne();
            }
            return fresh;
        } catch (DuplicateKeyException _) {
            return false;
        } catch (DataAccessException e) {
            if (e.getRootCause() instanceof java.sql.SQLException cause
                    && DISK_FULL.equals(cause.getSQLState())) {
                throw new NoRoom(
                        "The disk is full. Mail waits where it is until there is room again.");
            }
            throw e;
        }
    }

    /// True if this mail is here already.
    public boolean knows(byte[] raw) {
        return table.known(contentHash(raw));
    }

    /// What makes a mail the same mail: all of it but the traces that servers add on the way.
    static byte[] contentHash(byte[] raw) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            int at = 0;
            boolean trace = false;
            while (at < raw.length) {
                int end = at;
                while (end < raw.length && raw[end] != '\n') {
                    end++;
                }
                int length = end - at - (end > at && raw[end - 1] == '\r' ? 1 : 0);
                if (length == 0) {
                    break;
                }
                boolean continued = raw[at] == ' ' || raw[at] == '\t';
                if (!continued) {
                    trace = isTrace(raw, at, length);
                }
                if (!trace) {
                    digest.update(raw, at, length);
                    digest.update((byte) '\n');
                }
                at = end + 1;
            }
            // servers differ in line ends, and in whether the last line has one
            int last = raw.length;
            while (last > at && (raw[last - 1] == '\n' || raw[last - 1] == '\r')) {
                last--;
            }
            for (int i = at; i < last; i++) {
                if (raw[i] != '\r') {
                    digest.update(raw[i]);
                }
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isTrace(byte[] raw, int at, int length) {
        String name =
                new String(raw, at, Math.min(length, 40), StandardCharsets.ISO_8859_1)
                        .toLowerCase(Locale.ROOT);
        for (String trace :
                List.of(
                        "received:",
                        "return-path:",
                        "delivered-to:",
                        "x-original-to:",
                        "authentication-results:",
                        "received-spf:",
                        "arc-",
                        "x-spam",
                        "envelope-to:",
                        "delivery-date:",
                        "status:",
                        "x-status:",
                        "x-mozilla",
                        "x-uid:",
                        "content-length:",
                        "lines:")) {
            if (name.startsWith(trace)) {
                return true;
            }
        }
        return false;
    }

    /// The first Message-ID header, or an empty text.
    static String messageId(byte[] raw) {
        String head =
                new String(raw, 0, Math.min(raw.length, 64 << 10), StandardCharsets.ISO_8859_1);
        for (String line : head.split("\r?\n", -1)) {
            if (line.isEmpty()) {
                break;
            }
            if (line.regionMatches(true, 0, "message-id:", 0, 11)) {
                String id = line.substring(11).strip();
                return id.length() > 500 ? id.substring(0, 500) : id;
            }
        }
        return "";
    }

    // --- filing

    /// Files what waits and returns how many that were.
    int fileWaiting(int most) {
        int filed = 0;
        for (var mail : table.waiting(most)) {
            try {
                if (file(mail)) {
                    filed++;
                }
            } catch (RuntimeException trouble) {
                log.error(
                        "Mail {} could not be filed; it is tried again and then shown to a person.",
                        mail.id(),
                        trouble);
                putOff(mail, trouble);
            }
        }
        return filed;
    }

    private void putOff(MailTable.Waiting mail, RuntimeException trouble) {
        if (mail.attempts() + 1 < TRIES) {
            table.failedOnce(mail.id());
        } else {
            table.handled(
                    mail.id(),
                    "unreadable",
                    "",
                    "",
                    "",
                    "Filing it failed three times: " + trouble.getMessage(),
                    null,
                    clock.instant());
        }
    }

    private boolean file(MailTable.Waiting waiting) {
        byte[] raw = files.read(waiting.file());
        var mail = reader.read(raw);
        return Boolean.TRUE.equals(
                transaction.execute(_ -> {
                    if (!table.claim(waiting.id())) {
                        return false;
                    }
                    var verdict = decide(waiting, mail);
                    table.handled(
                            waiting.id(),
                            verdict.state(),
                            mail.kind().name().toLowerCase(Locale.ROOT),
                            cut(sender(mail)),
                            cut(mail.subject()),
                            verdict.why(),
                            verdict.caseId(),
                            clock.instant());
                    return true;
                }));
    }

    /// What became of a mail: filed on a case, or set aside, unreadable, dropped, and why.
    private record Filed(String state, String why, @Nullable UUID caseId) {
        static Filed on(UUID caseId) {
            return new Filed("filed", "", caseId);
        }

        static Filed aside(String why) {
            return new Filed("aside", why, null);
        }
    }

    private Filed decide(MailTable.Waiting waiting, ReadMail mail) {
        if (mail.unreadable() != null) {
            return new Filed("unreadable", mail.unreadable(), null);
        }
        if (mail.kind() == MailKind.BOUNCE) {
            return bounced(mail);
        }
        if (mail.kind() == MailKind.COMPLAINT) {
            return Filed.aside(
                    "Somebody marked a mail of ours as unwanted. Look whether we should write to him less.");
        }
        var from = mail.from();
        if (from == null || mail.senderIsAmbiguous()) {
            return Filed.aside("Nobody can tell who sent it: there is no plain sender address.");
        }
        if (replies.isOurs(from)) {
            return new Filed("dropped", "It claims to come from our own address.", null);
        }
        var found = threadOf(waiting, mail, from);
        if (mail.kind() == MailKind.AUTO_REPLY) {
            if (found.isEmpty()) {
                return new Filed("dropped", "An automatic reply to nothing we know.", null);
            }
            note(
                    found.get().theCase(),
                    "Automatic reply from %s: %s".formatted(from, mail.subject()),
                    mail,
                    waiting);
            return Filed.on(found.get().theCase().id());
        }
        if (found.isPresent()) {
            return Filed.on(hear(found.get(), waiting, mail, from));
        }
        if (mail.kind() == MailKind.LIST || mail.kind() == MailKind.BULK) {
            return Filed.aside(
                    "It was sent to many. Make a case of it if somebody waits for an answer.");
        }
        return Filed.on(open(waiting, mail, from));
    }

    /// A case this mail belongs to, and whether its sender has shown that he is the customer.
    private record Conversation(Case theCase, boolean proven) {}

    private Optional<Conversation> threadOf(
            MailTable.Waiting waiting, ReadMail mail, EmailAddress from) {
        var addressed = new ArrayList<EmailAddress>();
        waiting.recipients().forEach(text -> EmailAddress.parse(text).ifPresent(addressed::add));
        mail.to().forEach(to -> addressed.add(to.address()));
        mail.cc().forEach(cc -> addressed.add(cc.address()));
        for (var address : addressed) {
            var byToken = replies.read(address);
            if (byToken.isPresent()) {
                var customer = customers.get(byToken.get().customerId());
                return Optional.of(
                        new Conversation(
                                byToken.get(), isCustomer(customer, from) && !forged(mail)));
            }
        }
        var ids = new ArrayList<>(mail.inReplyTo());
        ids.addAll(mail.references());
        if (ids.isEmpty()) {
            return Optional.empty();
        }
        return table.answered(ids.subList(0, Math.min(ids.size(), 100)), from.key())
                .flatMap(sent -> cases.find(java.util.Objects.requireNonNull(sent.caseId())))
                .map(c ->
                        new Conversation(
                                c,
                                isCustomer(customers.get(c.customerId()), from) && !forged(mail)));
    }

    private boolean isCustomer(Customer customer, EmailAddress from) {
        return customer.hasEmail(from.key())
                || customers
                        .byEmail(from)
                        .map(c -> customers.allIds(c.id()).contains(customer.id()))
                        .orElse(false);
    }

    /// True if the sender's own domain says that this mail is not from it (RFC 7489), or he claims to be one of us.
    private boolean forged(ReadMail mail) {
        boolean failed =
                mail.headers().all("Authentication-Results").stream()
                        .anyMatch(result -> result.toLowerCase(Locale.ROOT).contains("dmarc=fail"));
        var from = mail.from();
        return failed || from == null || teams.byEmail(from.key()).isPresent();
    }

    private UUID hear(
            Conversation thread, MailTable.Waiting waiting, ReadMail mail, EmailAddress from) {
        var theCase = thread.theCase();
        cases.hear(theCase.id(), message(mail, waiting, from, thread.proven()));
        return theCase.id();
    }

    private UUID open(MailTable.Waiting waiting, ReadMail mail, EmailAddress from) {
        var customer = customers.byEmailOrNew(Actor.KEPT, from, mail.fromName());
        var opened =
                cases.openByChannel(
                        new NewCase(
                                customer.id(),
                                mail.subject(),
                                null,
                                null,
                                Priority.NORMAL,
                                List.of(),
                                message(mail, waiting, from, !forged(mail))));
        return opened.id();
    }

    private NewMessage message(
            ReadMail mail, MailTable.Waiting waiting, EmailAddress from, boolean proven) {
        var folded = folder.fold(mail.text(), mail.fromName());
        boolean empty = folded.visible().isBlank();
        String rest = (folded.signature() + "\n" + folded.quoted()).strip();
        String text = empty ? mail.text() : folded.visible();
        if (waiting.clash()) {
            rest =
                    ("[Another mail came with the same Message-ID and other words.]\n" + rest)
                            .strip();
        }
        return new NewMessage(
                Message.Direction.INBOUND,
                mail.fromName().isBlank() ? from.toString() : mail.fromName(),
                from.toString(),
                mail.subject(),
                text.isBlank() ? "(no words)" : text.strip(),
                empty ? "" : rest,
                mail.html(),
                Channel.MAIL,
                proven,
                waiting.id(),
                mail.attachments().stream()
                        .map(a ->
                                new NewMessage.NewAttachment(
                                        a.name(), a.contentType(), a.contentId(), a.bytes()))
                        .toList());
    }

    private void note(Case theCase, String words, ReadMail mail, MailTable.Waiting waiting) {
        cases.noteByRule(
                theCase.id(),
                new NewMessage(
                        Message.Direction.NOTE,
                        "Kept",
                        null,
                        mail.subject(),
                        words,
                        mail.text(),
                        null,
                        Channel.MAIL,
                        true,
                        waiting.id(),
                        List.of()));
    }

    /// A mail of ours did not arrive: whoever owns the case reads so in its thread.
    private Filed bounced(ReadMail mail) {
        var bounce = mail.bounce();
        var ours =
                Optional.ofNullable(bounce)
                        .map(Bounce::originalMessageId)
                        .flatMap(table::byMessageId)
                        .or(() ->
                                mail.references().stream()
                                        .map(table::byMessageId)
                                        .flatMap(Optional::stream)
                                        .findFirst());
        if (ours.isEmpty()) {
            return Filed.aside("A mail could not be delivered, and it does not say which of ours.");
        }
        var sent = ours.get();
        String reason =
                bounce == null
                        ? "no reason given"
                        : bounce.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                                + (bounce.diagnostic().isBlank()
                                        ? ""
                                        : " (" + cut(bounce.diagnostic()) + ")");
        table.sent(sent.id(), "bounced", reason, null);
        if (sent.caseId() == null) {
            return Filed.aside(
                    "Our mail to %s did not arrive: %s.".formatted(sent.recipient(), reason));
        }
        cases.noteByRule(
                sent.caseId(),
                new NewMessage(
                        Message.Direction.NOTE,
                        "Kept",
                        null,
                        mail.subject(),
                        "Our mail \"%s\" to %s did not arrive: %s. Find another way to reach the customer."
                                .formatted(sent.subject(), sent.recipient(), reason),
                        "",
                        null,
                        Channel.MAIL,
                        true,
                        null,
                        List.of()));
        return Filed.on(sent.caseId());
    }

    /// How the mails about these messages or promises fared.
    public List<Delivery> deliveries(List<UUID> about) {
        return about.isEmpty() ? List.of() : table.deliveries(about);
    }

    // --- what waits for a person

    public List<IncomingMail> toLookAt(Viewer viewer) {
        viewer.mustBe(Role.AGENT);
        return table.toLookAt(200);
    }

    public long countToLookAt() {
        return table.countToLookAt();
    }

    /// The bytes of a mail as they came.
    public byte[] raw(Viewer viewer, UUID id) {
        viewer.mustBe(Role.AGENT);
        return files.read(one(id).file());
    }

    /// The raw mail behind a message the caller may see.
    public byte[] rawOf(Message message) {
        if (message.mailId() == null) {
            throw Refusal.notFound("This message did not come by mail.");
        }
        return files.read(one(message.mailId()).file());
    }

    private IncomingMail one(UUID id) {
        return table.incoming(id)
                .orElseThrow(() -> Refusal.notFound("There is no mail with that id."));
    }

    /// Makes a case of a mail that was set aside.
    public Case makeCase(Viewer viewer, UUID id) {
        viewer.mustBe(Role.AGENT);
        var mail = one(id);
        byte[] raw = files.read(mail.file());
        var read = reader.read(raw);
        return java.util.Objects.requireNonNull(
                transaction.execute(_ -> {
                    var from = read.from();
                    var customer =
                            from == null
                                    ? customers.findOrNew(viewer, "Unknown sender", List.of())
                                    : customers.byEmailOrNew(viewer.actor(), from, read.fromName());
                    String text = read.text().isBlank() ? "See the raw mail." : read.text();
                    var opened =
                            cases.open(
                                    viewer,
                                    new NewCase(
                                            customer.id(),
                                            read.subject(),
                                            null,
                                            viewer.person(),
                                            Priority.NORMAL,
                                            List.of(),
                                            new NewMessage(
                                                    Message.Direction.INBOUND,
                                                    customer.name(),
                                                    from == null ? null : from.toString(),
                                                    read.subject(),
                                                    text,
                                                    "",
                                                    read.html(),
                                                    Channel.MAIL,
                                                    false,
                                                    id,
                                                    List.of())));
                    table.handled(
                            id,
                            "filed",
                            mail.kind(),
                            mail.from(),
                            mail.subject(),
                            "",
                            opened.id(),
                            clock.instant());
                    return opened;
                }));
    }

    /// Puts a mail away for good; it stays kept.
    public void dismiss(Viewer viewer, UUID id) {
        viewer.mustBe(Role.AGENT);
        var mail = one(id);
        table.handled(
                id,
                "dropped",
                mail.kind(),
                mail.from(),
                mail.subject(),
                mail.why(),
                null,
                clock.instant());
    }

    private static String sender(ReadMail mail) {
        return mail.from() == null
                ? mail.fromName()
                : mail.fromName().isBlank()
                        ? mail.from().toString()
                        : mail.fromName() + " <" + mail.from() + ">";
    }

    private static String cut(String text) {
        String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.length() > 300 ? clean.substring(0, 300) : clean;
    }
}
