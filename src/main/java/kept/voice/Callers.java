package kept.voice;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import kept.cases.Case;
import kept.cases.Cases;
import kept.cases.Channel;
import kept.cases.Message;
import kept.cases.NewCase;
import kept.cases.NewMessage;
import kept.cases.Priority;
import kept.contacts.Contact;
import kept.customers.ContactPoint;
import kept.customers.Customer;
import kept.customers.Customers;
import kept.journal.Actor;
import kept.kernel.Refusal;
import kept.promises.Promise;
import kept.promises.Promises;
import kept.promises.State;
import kept.promises.Visibility;
import kept.routing.Queues;
import kept.sip.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who calls: which customer, what we owe him, and the case that his call belongs to.
@Component
class Callers {
    private final Customers customers;
    private final Promises promises;
    private final Cases cases;
    private final Queues queues;
    private final Lines lines;
    private final Clock clock;

    Callers(
            Customers customers,
            Promises promises,
            Cases cases,
            Queues queues,
            Lines lines,
            Clock clock) {
        this.customers = customers;
        this.promises = promises;
        this.cases = cases;
        this.queues = queues;
        this.lines = lines;
        this.clock = clock;
    }

    /// How far ahead of others somebody is served, and why.
    record Rank(int height, String why) {
        static final Rank NONE = new Rank(0, "");
    }

    Contact.Party party(Line line, Caller caller) {
        String number = caller.withheld() ? "" : number(caller.number());
        return new Contact.Party(
                false,
                line.number(),
                number,
                clean(caller.display()),
                point(number).flatMap(customers::byContactPoint).map(Customer::id).orElse(null),
                null);
    }

    /// The number in E.164 where it is one; an extension as it is.
    String number(String text) {
        String raw = clean(text);
        return point(raw).map(ContactPoint::value).orElse(raw);
    }

    private Optional<ContactPoint> point(String number) {
        try {
            return number.isEmpty()
                    ? Optional.empty()
                    : Optional.of(ContactPoint.phone(number, lines.country()));
        } catch (Refusal _) {
            return Optional.empty();
        }
    }

    private static String clean(String text) {
        String clean = text.replaceAll("[\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069]+", " ").strip();
        return clean.length() > 80 ? clean.substring(0, 80) : clean;
    }

    LocalDate today() {
        return clock.instant().atZone(customers.houseZone()).toLocalDate();
    }

    /// Whether this customer wants no news now.
    boolean wantsQuiet(@Nullable UUID customer) {
        return customer != null && customers.quietHours(customer).hold(clock.instant());
    }

    /// Somebody whom we call from this number of ours.
    Contact.Party called(String own, String number, @Nullable UUID onCase) {
        return new Contact.Party(
                true,
                own,
                number,
                "",
                point(number).flatMap(customers::byContactPoint).map(Customer::id).orElse(null),
                onCase);
    }

    String nameOf(Contact contact) {
        UUID customer = contact.party().customer();
        return customer == null
                ? contact.party().display()
                : customers.byIds(List.of(customer)).values().stream()
                        .findFirst()
                        .map(Customer::name)
                        .orElse("");
    }

    /// Those to whom we broke a word come first.
    Rank rankOf(Contact contact) {
        return owed(contact).stream().anyMatch(promise -> promise.state() == State.BROKEN)
                ? new Rank(1, "we broke a word to this customer")
                : Rank.NONE;
    }

    /// What a caller hears first if we owe him something.
    List<String> owedWords(Contact contact, Predicate<String> sayable) {
        var owed = owed(contact);
        if (owed.isEmpty()) {
            return List.of();
        }
        var next = owed.getFirst();
        String words =
                "We promised you: %s, by %s."
                        .formatted(
                                next.words().saidText().replaceAll("[.!\\s]+$", ""), spoken(next));
        if (next.state() != State.BROKEN && sayable.test(words)) {
            return List.of(words);
        }
        return next.state() == State.BROKEN ? List.of(Texts.OWED) : List.of();
    }

    private String spoken(Promise promise) {
        ZoneId zone = customers.houseZone();
        return DateTimeFormatter.ofPattern("EEEE d MMMM, HH:mm", Locale.ENGLISH)
                .format(promise.due().atZone(zone));
    }

    /// Open words to this customer, broken ones first, then by time.
    private List<Promise> owed(Contact contact) {
        UUID customer = contact.party().customer();
        return customer == null
                ? List.of()
                : promises.ofCustomer(customer, 50).stream()
                        .filter(Promise::open)
                        .filter(p -> p.words().visibility() == Visibility.CUSTOMER)
                        .sorted(
                                java.util.Comparator.comparing(
                                                (Promise p) -> p.state() != State.BROKEN)
                                        .thenComparing(Promise::due))
                        .toList();
    }

    /// The contact with its case: the one it follows, the customer's only open one with the unit that he called, else a new one that the agent owns.
    /// Somebody unknown becomes a customer; a withheld number has none, and so no case.
    Contact withCase(Contact contact, UUID agent) {
        if (contact.party().onCase() != null) {
            return contact;
        }
        var customer = customer(contact);
        if (customer.isEmpty()) {
            return contact;
        }
        UUID id = customer.get();
        var theCase = onlyOpen(contact, id).orElseGet(() -> opened(contact, id, agent));
        return contact.of(id, theCase.id());
    }

    /// The contact with the case that his message stands on.
    Contact withMessage(Contact contact, Duration length) {
        var customer = customer(contact);
        if (customer.isEmpty()) {
            return contact;
        }
        UUID id = customer.get();
        var said =
                NewMessage.typed(
                        Message.Direction.INBOUND,
                        nameOf(contact).isEmpty() ? contact.party().number() : nameOf(contact),
                        "",
                        "Left a message of %s by telephone, on %s."
                                .formatted(CallWords.clock(length), contact.party().line()),
                        Channel.PHONE);
        var open = onlyOpen(contact, id);
        open.ifPresent(one -> cases.hear(one.id(), said));
        return contact.of(
                id, open.orElseGet(() -> opened("Message of ", contact, id, null, said)).id());
    }

    /// The one open case of this customer with the unit whose queue he called, if there is exactly one.
    private Optional<Case> onlyOpen(Contact contact, UUID customer) {
        UUID unit = unitOf(contact);
        var open =
                cases.ofCustomerSince(customer, java.time.Instant.EPOCH, 20).stream()
                        .filter(one -> !one.resolved())
                        .filter(one -> unit == null || one.unit().equals(unit))
                        .toList();
        return open.size() == 1 ? Optional.of(open.getFirst()) : Optional.empty();
    }

    private @Nullable UUID unitOf(Contact contact) {
        UUID queue = contact.spot().queue();
        var known = queue == null ? null : queues.byId().get(queue);
        return known == null ? null : known.unit();
    }

    private Optional<UUID> customer(Contact contact) {
        UUID known = contact.party().customer();
        if (known != null) {
            return Optional.of(known);
        }
        return point(contact.party().number())
                .map(point ->
                        customers
                                .byContactPointOrNew(
                                        Actor.KEPT,
                                        point,
                                        contact.party().display().isEmpty()
                                                ? point.display()
                                                : contact.party().display())
                                .id());
    }

    private Case opened(Contact contact, UUID customer, UUID agent) {
        String place = contact.spot().place();
        String name = nameOf(contact);
        return opened(
                "Call of ",
                contact,
                customer,
                agent,
                NewMessage.typed(
                        Message.Direction.INBOUND,
                        name.isEmpty() ? contact.party().number() : name,
                        "",
                        "Called %s%s."
                                .formatted(
                                        contact.party().line(),
                                        place.isEmpty() ? "" : ", and chose " + place),
                        Channel.PHONE));
    }

    private Case opened(
            String subject, Contact contact, UUID customer, @Nullable UUID agent, NewMessage said) {
        var at =
                DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH)
                        .format(clock.instant().atZone(customers.houseZone()));
        return cases.openByChannel(
                new NewCase(
                        customer,
                        subject + at,
                        unitOf(contact),
                        agent,
                        Priority.NORMAL,
                        List.of(),
                        said));
    }
}
