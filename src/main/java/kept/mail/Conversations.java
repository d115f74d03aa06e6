package kept.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kept.cases.Case;
import kept.cases.Cases;
import kept.customers.Customer;
import kept.customers.Customers;
import kept.kernel.EmailAddress;
import kept.teams.Teams;
import org.springframework.stereotype.Component;

/// Finds the case that a mail belongs to: by the signed address, by our mails to its sender that it answers, or by letters
/// of an old mailbox that its sender was part of.
@Component
class Conversations {
    private static final int MOST_IDS = 100;

    private final MailTable table;
    private final ReplyAddress replies;
    private final Customers customers;
    private final Cases cases;
    private final Teams teams;

    Conversations(
            MailTable table, ReplyAddress replies, Customers customers, Cases cases, Teams teams) {
        this.table = table;
        this.replies = replies;
        this.customers = customers;
        this.cases = cases;
        this.teams = teams;
    }

    /// A case this mail belongs to, and whether its sender has shown that he is the customer.
    record Conversation(Case theCase, boolean proven) {}

    Optional<Conversation> of(Letter letter, EmailAddress from) {
        var mail = letter.mail();
        var addressed = new ArrayList<EmailAddress>();
        letter.waiting()
                .recipients()
                .forEach(text -> EmailAddress.parse(text).ifPresent(addressed::add));
        mail.to().forEach(to -> addressed.add(to.address()));
        mail.cc().forEach(cc -> addressed.add(cc.address()));
        for (var address : addressed) {
            var byToken = replies.read(address);
            if (byToken.isPresent()) {
                return byToken.map(
                        c -> new Conversation(c, isCustomerOf(c, from) && !forged(mail)));
            }
        }
        var ids = references(mail);
        if (ids.isEmpty()) {
            return Optional.empty();
        }
        return table.answered(ids, from.key())
                .flatMap(sent -> cases.find(java.util.Objects.requireNonNull(sent.caseId())))
                .or(() -> pastOf(ids, from))
                .map(c -> new Conversation(c, isCustomerOf(c, from) && !forged(mail)));
    }

    /// The case of letters of an old mailbox with one of these ids, if it is this correspondent's.
    Optional<Case> pastOf(List<String> ids, EmailAddress correspondent) {
        return table.pastCases(ids).stream()
                .map(cases::find)
                .flatMap(Optional::stream)
                .filter(c -> isCustomerOf(c, correspondent))
                .findFirst();
    }

    /// The ids of the mails that this one answers.
    static List<String> references(ReadMail mail) {
        var ids = new ArrayList<>(mail.inReplyTo());
        ids.addAll(mail.references());
        return ids.size() > MOST_IDS ? ids.subList(0, MOST_IDS) : ids;
    }

    boolean isCustomerOf(Case theCase, EmailAddress from) {
        Customer customer = customers.get(theCase.customerId());
        return customer.hasEmail(from.key())
                || customers
                        .byEmail(from)
                        .map(c -> customers.allIds(c.id()).contains(customer.id()))
                        .orElse(false);
    }

    /// True if the sender's own domain says that this mail is not from it (RFC 7489), or he claims to be one of us.
    boolean forged(ReadMail mail) {
        boolean failed =
                mail.headers().all("Authentication-Results").stream()
                        .anyMatch(result -> result.toLowerCase(Locale.ROOT).contains("dmarc=fail"));
        var from = mail.from();
        return failed || from == null || isColleague(from);
    }

    /// True for the address of somebody who works here, or did.
    boolean isColleague(EmailAddress address) {
        return teams.byEmail(address.key()).isPresent();
    }
}
