package kept.mail;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kept.cases.Cases;
import kept.cases.Message;
import kept.cases.NewCase;
import kept.cases.Priority;
import kept.catcher.Catcher;
import kept.customers.Customers;
import kept.database.Writes;
import kept.journal.Actor;
import kept.kernel.EmailAddress;
import org.springframework.stereotype.Component;

/// Files the letters of an old mailbox, which owe nothing any more: what customers wrote and what we wrote to them, each
/// on the case of its conversation, under its own date.
@Component
class PastFiling {
    private final Conversations conversations;
    private final ReplyAddress replies;
    private final Customers customers;
    private final Cases cases;
    private final Writes writes;
    private final MailWords words = new MailWords();

    PastFiling(
            Conversations conversations,
            ReplyAddress replies,
            Customers customers,
            Cases cases,
            Writes writes) {
        this.conversations = conversations;
        this.replies = replies;
        this.customers = customers;
        this.cases = cases;
        this.writes = writes;
    }

    /// @param batch what was filed just before, in the same transaction
    Filed file(Letter letter, Batch batch) {
        var mail = letter.mail();
        if (mail.unreadable() != null) {
            return new Filed("unreadable", mail.unreadable(), null);
        }
        if (mail.kind() != MailKind.ORDINARY) {
            return Filed.dropped("An old letter that a machine or a list sent.");
        }
        var from = mail.from();
        if (from == null || mail.senderIsAmbiguous()) {
            return Filed.aside("Nobody can tell who sent it: there is no plain sender address.");
        }
        boolean fromUs = isUs(from);
        var correspondent =
                fromUs
                        ? Stream.concat(mail.to().stream(), mail.cc().stream())
                                .filter(to -> !isUs(to.address()))
                                .findFirst()
                        : Optional.of(new Correspondent(mail.fromName(), from));
        if (correspondent.isEmpty()) {
            return Filed.dropped("An old letter among ourselves.");
        }
        return Filed.on(put(letter, correspondent.get(), from, fromUs, batch));
    }

    private boolean isUs(EmailAddress address) {
        return replies.isOurs(address) || conversations.isColleague(address);
    }

    private UUID put(
            Letter letter,
            Correspondent correspondent,
            EmailAddress from,
            boolean fromUs,
            Batch batch) {
        var mail = letter.mail();
        var message =
                words.message(
                        letter,
                        fromUs ? Message.Direction.OUTBOUND : Message.Direction.INBOUND,
                        from,
                        fromUs || !conversations.forged(mail));
        Instant written = Objects.requireNonNull(letter.waiting().writtenAt());
        boolean open = letter.waiting().staysOpen() && !fromUs;
        var references = Conversations.references(mail);
        if (batch.knows(correspondent.address()) || batch.knowsOne(references)) {
            batch.see(writes);
        }
        var known =
                references.isEmpty()
                        ? Optional.<UUID>empty()
                        : caseOf(references, correspondent, batch);
        if (known.isPresent()) {
            cases.addPast(known.get(), message, written, open);
            return known.get();
        }
        var customer =
                customers.byEmailOrNew(
                        Actor.KEPT,
                        correspondent.address(),
                        correspondent.name(),
                        Catcher.languageOf(letter.mail().text()));
        return cases.openPast(
                        new NewCase(
                                customer.id(),
                                mail.subject(),
                                null,
                                null,
                                Priority.NORMAL,
                                List.of(),
                                message),
                        written,
                        open)
                .id();
    }

    private Optional<UUID> caseOf(
            List<String> references, Correspondent correspondent, Batch batch) {
        return batch.casesOf(references).stream()
                .map(cases::find)
                .flatMap(Optional::stream)
                .filter(c -> conversations.isCustomerOf(c, correspondent.address()))
                .findFirst()
                .or(() -> conversations.pastOf(references, correspondent.address()))
                .map(c -> c.id());
    }
}
