package kept.mail;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kept.cases.Case;
import kept.cases.Cases;
import kept.cases.Channel;
import kept.cases.Message;
import kept.cases.NewCase;
import kept.cases.NewMessage;
import kept.cases.Priority;
import kept.catcher.Catcher;
import kept.customers.Customers;
import kept.database.Writes;
import kept.files.Files;
import kept.kernel.Ids;
import kept.kernel.Refusal;
import kept.teams.Role;
import kept.teams.Viewer;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/// Takes mail in: keeps it raw before anybody is told that we have it, once however often it is delivered, and leaves it
/// to the clerk to file it on a case. What no case can be made of waits for a person to look at it; nothing vanishes.
@Service
public class Mailroom implements MailIntake {
    private static final String DISK_FULL = "53100";

    private final MailTable table;
    private final MailReader reader = new MailReader(Budget.forStrangers());
    private final MailClerk clerk;
    private final Files files;
    private final Customers customers;
    private final Cases cases;
    private final Writes writes;
    private final TransactionOperations transaction;
    private final MailBell bell;
    private final MailCounts counts;
    private final Clock clock;

    Mailroom(
            MailTable table,
            MailClerk clerk,
            Files files,
            Customers customers,
            Cases cases,
            Writes writes,
            TransactionOperations transaction,
            MailBell bell,
            MailCounts counts,
            Clock clock) {
        this.table = table;
        this.clerk = clerk;
        this.files = files;
        this.customers = customers;
        this.cases = cases;
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
        try {
            transaction.executeWithoutResult(_ ->
                    table.insertIncoming(
                            writes,
                            Ids.at(clock.instant()),
                            MailIdentity.hash(raw),
                            MailIdentity.messageId(raw),
                            envelope,
                            files.keep(raw)));
            bell.ring();
            counts.tookOne();
            return true;
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

    /// Takes letters of an old mailbox in, and files them at once as what they are: past. Nobody owes an answer to them.
    ///
    /// @param openFrom when a case ends in a letter of its customer from this time or later, it stays open
    public PastTaken takePast(List<PastLetter> letters, Instant openFrom) {
        var fresh = keepPast(letters, openFrom);
        int toLookAt = 0;
        for (var handled : clerk.file(fresh)) {
            toLookAt += handled.forAPerson() ? 1 : 0;
        }
        return new PastTaken(fresh.size(), letters.size() - fresh.size(), toLookAt);
    }

    /// How many letters were new, how many were here already, and how many of the new ones a person must look at.
    public record PastTaken(int made, int known, int toLookAt) {}

    private List<Letter> keepPast(List<PastLetter> letters, Instant openFrom) {
        var named = new LinkedHashMap<ByteBuffer, Hashed>();
        for (var letter : letters) {
            byte[] hash = MailIdentity.hash(letter.raw());
            named.putIfAbsent(ByteBuffer.wrap(hash), new Hashed(hash, letter));
        }
        try {
            return java.util.Objects.requireNonNull(
                    transaction.execute(_ -> insertPast(named, openFrom)));
        } catch (DuplicateKeyException _) {
            // another import takes the same letters: one by one, what is new is told from what is
            // not
            if (letters.size() == 1) {
                return List.of();
            }
            return letters.stream()
                    .flatMap(letter -> keepPast(List.of(letter), openFrom).stream())
                    .toList();
        }
    }

    private record Hashed(byte[] hash, PastLetter letter) {}

    private List<Letter> insertPast(Map<ByteBuffer, Hashed> named, Instant openFrom) {
        Instant now = clock.instant();
        var known = table.knownAmong(named.values().stream().map(Hashed::hash).toList());
        var ids = new HashSet<String>();
        var fresh = new ArrayList<Letter>();
        named.keySet().removeAll(known);
        // reading is the larger part of the work, and no letter waits for another there
        var read =
                named.values().parallelStream()
                        .map(h -> reader.read(h.letter().raw()))
                        .toList()
                        .iterator();
        named.values()
                .forEach(hashed -> {
                    var letter = hashed.letter();
                    var mail = read.next();
                    Instant written = letter.writtenAt(mail, now);
                    String messageId = MailIdentity.messageId(letter.raw());
                    var waiting =
                            new MailTable.Waiting(
                                    Ids.at(now),
                                    files.keep(letter.raw()),
                                    List.of(),
                                    !messageId.isEmpty() && !ids.add(messageId),
                                    0,
                                    written,
                                    !written.isBefore(openFrom));
                    table.insertPast(writes, waiting, hashed.hash(), messageId, now);
                    fresh.add(new Letter(waiting, mail));
                });
        return fresh;
    }

    /// True if this mail is here already.
    public boolean knows(byte[] raw) {
        return table.known(MailIdentity.hash(raw));
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
                                    : customers.byEmailOrNew(
                                            viewer.actor(),
                                            from,
                                            read.fromName(),
                                            Catcher.languageOf(read.text()));
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
                            List.of(
                                    new MailTable.Handled(
                                            id,
                                            "filed",
                                            mail.kind(),
                                            mail.from(),
                                            mail.subject(),
                                            "",
                                            opened.id())),
                            clock.instant());
                    return opened;
                }));
    }

    /// Puts a mail away for good; it stays kept.
    public void dismiss(Viewer viewer, UUID id) {
        viewer.mustBe(Role.AGENT);
        var mail = one(id);
        table.handled(
                List.of(
                        new MailTable.Handled(
                                id,
                                "dropped",
                                mail.kind(),
                                mail.from(),
                                mail.subject(),
                                mail.why(),
                                null)),
                clock.instant());
    }
}
