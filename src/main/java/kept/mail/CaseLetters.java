package kept.mail;

import kept.cases.Case;
import kept.cases.CaseOpened;
import kept.cases.Message;
import kept.cases.MessageAdded;
import kept.customers.Customers;
import kept.customers.OwnPageLink;
import kept.database.Writes;
import kept.web.PublicAddress;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Sends what we answer on a case by mail, when its customer has an address.
@Component
class CaseLetters {
    private final Post post;
    private final Customers customers;
    private final OwnPageLink links;
    private final PublicAddress address;
    private final Writes writes;

    CaseLetters(
            Post post,
            Customers customers,
            OwnPageLink links,
            PublicAddress address,
            Writes writes) {
        this.post = post;
        this.customers = customers;
        this.links = links;
        this.address = address;
        this.writes = writes;
    }

    @EventListener
    void on(MessageAdded added) {
        send(added.theCase(), added.message());
    }

    @EventListener
    void on(CaseOpened opened) {
        send(opened.theCase(), opened.message());
    }

    private void send(Case theCase, Message message) {
        if (message.direction() != Message.Direction.OUTBOUND) {
            return;
        }
        writes.flush();
        var customer = customers.get(theCase.customerId());
        String link = address.link(links.path(customer.id(), theCase.id(), message.at()));
        String subject =
                theCase.subject().regionMatches(true, 0, "Re:", 0, 3)
                        ? theCase.subject()
                        : "Re: " + theCase.subject();
        post.toCustomer(
                customer,
                theCase,
                new Post.Letter(
                        "answer:" + message.id(),
                        message.id(),
                        message.authorName(),
                        subject,
                        message.text().stripTrailing()
                                + "\n\n-- \nWhat we owe you and who acts next: "
                                + link
                                + "\n",
                        OutgoingMail.Automatic.NO,
                        null));
    }
}
