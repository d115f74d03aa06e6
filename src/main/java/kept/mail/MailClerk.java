package kept.mail;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
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
import kept.journal.Actor;
import kept.kernel.EmailAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Files kept mail as messages on cases, many in one transaction; when one of them fails, each gets a transaction of its
/// own. What no case can be made of waits for a person to look at it; nothing vanishes.
@Component
class MailClerk {
    private static final Logger log = LoggerFactory.getLogger(MailClerk.class);
    private static final int TRIES = 3;
    private static final int MOST_BYTES = 4 << 20;

    private final MailTable table;
    private final MailReader reader = new MailReader(Budget.forStrangers());
    private final MailWords words = new MailWords();
    private final Conversations conversations;
    private final PastFiling past;
    private final ReplyAddress replies;
    private final Files files;
    private final Customers customers;
    private final Cases cases;
    private final Writes writes;
    private final TransactionOperations transaction;
    private final Clock clock;

    MailClerk(
            MailTable table,
            Conversations conversations,
            PastFiling past,
            ReplyAddress replies,
            Files files,
            Customers customers,
            Cases cases,
            Writes writes,
            TransactionOperations transaction,
            Clock clock) {
        this.table = table;
        this.conversations = conversations;
        this.past = past;
        this.replies = replies;
        this.files = files;
        this.customers = customers;
        this.cases = cases;
        this.writes = writes;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Files what waits and returns how many that were.
    int fileWaiting(int most) {
        int filed = 0;
        var letters = new ArrayList<Letter>();
        long bytes = 0;
        for (var waiting : table.waiting(most)) {
            byte[] raw = files.read(waiting.file());
            letters.add(new Letter(waiting, reader.read(raw)));
            bytes += raw.length;
            if (bytes > MOST_BYTES) {
                filed += file(letters).size();
                letters.clear();
                bytes = 0;
            }
        }
        return filed + file(letters).size();
    }

    /// Files these, as far as nobody else has, and tells what became of each.
    List<MailTable.Handled> file(List<Letter> letters) {
        if (letters.isEmpty()) {
            return List.of();
        }
        try {
            return Objects.requireNonNull(transaction.execute(_ -> together(letters)));
        } catch (RuntimeException trouble) {
            if (letters.size() > 1) {
                return letters.stream().flatMap(letter -> file(List.of(letter)).stream()).toList();
            }
            var mail = letters.getFirst().waiting();
            log.error(
                    "Mail {} could not be filed; it is tried again and then shown to a person.",
                    mail.id(),
                    trouble);
            putOff(mail, trouble);
            return List.of();
        }
    }

    private List<MailTable.Handled> together(List<Letter> letters) {
        var claimed = table.claim(letters.stream().map(l -> l.waiting().id()).toList());
        var batch = new Batch();
        var handled = new ArrayList<MailTable.Handled>();
        for (var letter : letters) {
            if (!claimed.contains(letter.waiting().id())) {
                continue;
            }
            var filed =
                    letter.waiting().writtenAt() == null
                            ? decide(letter, batch)
                            : past.file(letter, batch);
            if (filed.caseId() != null) {
                batch.filed(letter.mail(), filed.caseId());
            }
            handled.add(handled(letter, filed));
        }
        if (!handled.isEmpty()) {
            table.handled(handled, clock.instant());
        }
        return handled;
    }

    private static MailTable.Handled handled(Letter letter, Filed filed) {
        var mail = letter.mail();
        return new MailTable.Handled(
                letter.waiting().id(),
                filed.state(),
                mail.kind().name().toLowerCase(Locale.ROOT),
                MailWords.line(MailWords.sender(mail)),
                MailWords.line(mail.subject()),
                filed.why(),
                filed.caseId());
    }

    private void putOff(MailTable.Waiting mail, RuntimeException trouble) {
        if (mail.attempts() + 1 < TRIES) {
            table.failedOnce(mail.id());
        } else {
            table.handled(
                    List.of(
                            new MailTable.Handled(
                                    mail.id(),
                                    "unreadable",
                                    "",
                                    "",
                                    "",
                                    "Filing it failed three times: " + trouble.getMessage(),
                                    null)),
                    clock.instant());
        }
    }

    private Filed decide(Letter letter, Batch batch) {
        var mail = letter.mail();
        if (mail.unreadable() != null) {
            return new Filed("unreadable", mail.unreadable(), null);
        }
        if (mail.kind() == MailKind.BOUNCE) {
            return bounced(mail, batch);
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
            return Filed.dropped("It claims to come from our own address.");
        }
        if (batch.knows(from)) {
            batch.see(writes);
        }
        var found = conversations.of(letter, from);
        if (found.isPresent()) {
            batch.see(writes);
        }
        if (mail.kind() == MailKind.AUTO_REPLY) {
            if (found.isEmpty()) {
                return Filed.dropped("An automatic reply to nothing we know.");
            }
            note(
                    found.get().theCase(),
                    "Automatic reply from %s: %s".formatted(from, mail.subject()),
                    letter);
            return Filed.on(found.get().theCase().id());
        }
        if (found.isPresent()) {
            return Filed.on(hear(found.get(), letter, from));
        }
        if (mail.kind() == MailKind.LIST || mail.kind() == MailKind.BULK) {
            return Filed.aside(
                    "It was sent to many. Make a case of it if somebody waits for an answer.");
        }
        return Filed.on(open(letter, from));
    }

    private UUID hear(Conversations.Conversation thread, Letter letter, EmailAddress from) {
        var theCase = thread.theCase();
        cases.hear(
                theCase.id(),
                words.message(letter, Message.Direction.INBOUND, from, thread.proven()));
        return theCase.id();
    }

    private UUID open(Letter letter, EmailAddress from) {
        var mail = letter.mail();
        var customer =
                customers.byEmailOrNew(
                        Actor.KEPT, from, mail.fromName(), Catcher.languageOf(mail.text()));
        var opened =
                cases.openByChannel(
                        new NewCase(
                                customer.id(),
                                mail.subject(),
                                null,
                                null,
                                Priority.NORMAL,
                                List.of(),
                                words.message(
                                        letter,
                                        Message.Direction.INBOUND,
                                        from,
                                        !conversations.forged(mail))));
        return opened.id();
    }

    private void note(Case theCase, String text, Letter letter) {
        var mail = letter.mail();
        cases.noteByRule(
                theCase.id(),
                new NewMessage(
                        Message.Direction.NOTE,
                        "Kept",
                        null,
                        mail.subject(),
                        text,
                        mail.text(),
                        null,
                        Channel.MAIL,
                        true,
                        letter.waiting().id(),
                        List.of()));
    }

    /// A mail of ours did not arrive: whoever owns the case reads so in its thread.
    private Filed bounced(ReadMail mail, Batch batch) {
        batch.see(writes);
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
                                        : " (" + MailWords.line(bounce.diagnostic()) + ")");
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
}
