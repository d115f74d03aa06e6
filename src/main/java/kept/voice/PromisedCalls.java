package kept.voice;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import kept.contacts.Contact;
import kept.contacts.Contacts;
import kept.customers.ContactPoint;
import kept.customers.Customer;
import kept.customers.Customers;
import kept.kernel.Refusal;
import kept.promises.Promise;
import kept.promises.PromiseFilter;
import kept.promises.Promises;
import kept.teams.Role;
import kept.teams.Viewer;
import org.springframework.stereotype.Service;

/// The calls that somebody promised by word or mail and has to make himself. He sees whom and why before he calls; nothing is dialled for
/// him.
@Service
class PromisedCalls {
    private static final int MOST_WORDS = 200;
    private static final int MOST = 20;

    private final Promises promises;
    private final Contacts contacts;
    private final Customers customers;

    PromisedCalls(Promises promises, Contacts contacts, Customers customers) {
        this.promises = promises;
        this.contacts = contacts;
        this.customers = customers;
    }

    /// Those that the viewer owns, the next one first, without the calls that the house makes by itself.
    List<PromisedCall> of(Viewer viewer) {
        var byItself =
                contacts.owed(viewer).stream()
                        .map(owed -> owed.debt().promise())
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
        var words =
                promises
                        .list(
                                viewer,
                                PromiseFilter.openOf(null, viewer.person(), null),
                                null,
                                MOST_WORDS)
                        .items()
                        .stream()
                        .filter(PromisedCalls::isCall)
                        .filter(word -> !byItself.contains(word.id()))
                        .limit(MOST)
                        .toList();
        var known =
                customers.byIds(
                        words.stream()
                                .map(word -> word.words().customerId())
                                .filter(Objects::nonNull)
                                .distinct()
                                .toList());
        return words.stream().map(word -> row(word, known)).toList();
    }

    static boolean isCall(Promise word) {
        return word.words().kind().equals(Contacts.CALLBACK);
    }

    private static PromisedCall row(Promise word, Map<UUID, Customer> known) {
        var customer = known.get(word.words().customerId());
        return new PromisedCall(
                word.id(),
                customer == null ? "" : customer.name(),
                customer == null
                        ? null
                        : customer.contactPoints().stream()
                                .filter(point -> point.type() == ContactPoint.Type.PHONE)
                                .map(ContactPoint::value)
                                .findFirst()
                                .orElse(null),
                word.words().saidText(),
                word.due(),
                word.state().wire(),
                word.words().caseId());
    }

    /// Says that a word was kept by a call; that both sides talked in it is the evidence, as where the house calls by itself.
    ///
    /// @throws Refusal if nobody talked in it, or the word is another customer's
    void kept(Viewer viewer, UUID call, UUID promise) {
        Contact contact = contacts.get(viewer, call);
        var word = promises.get(viewer, promise);
        if (contact.clocks().talkedAt() == null) {
            throw Refusal.conflict("Nobody talked in this call, so it kept no word.");
        }
        if (!Objects.equals(word.words().customerId(), contact.party().customer())) {
            throw Refusal.conflict("This word was given to somebody else.");
        }
        if (!isCall(word) || !word.open()) {
            throw Refusal.conflict("This word is no call, or it is over already.");
        }
        if (!word.words().owner().equals(viewer.person())) {
            viewer.mustBe(Role.LEAD);
        }
        promises.fulfil(viewer.actor(), promise, "contact:" + call);
    }
}
