package kept.customers;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kept.database.Writes;
import kept.journal.Actor;
import kept.journal.ChainHead;
import kept.journal.Journal;
import kept.kernel.Cursor;
import kept.kernel.EmailAddress;
import kept.kernel.Ids;
import kept.kernel.Refusal;
import kept.kernel.Slice;
import kept.teams.Role;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The front door to customers. Everybody who may sign in may see them; agents change them.
@Service
public class Customers {
    private final CustomerTable table;
    private final Writes writes;
    private final Journal journal;
    private final Clock clock;
    private final ZoneId houseZone;

    Customers(
            CustomerTable table,
            Writes writes,
            Journal journal,
            Clock clock,
            @Value("${kept.time-zone:}") String zone) {
        this.table = table;
        this.writes = writes;
        this.journal = journal;
        this.clock = clock;
        this.houseZone = zone.isBlank() ? ZoneId.systemDefault() : ZoneId.of(zone);
    }

    /// The zone of a customer of whom we know none.
    public ZoneId houseZone() {
        return houseZone;
    }

    /// @throws Refusal `CONFLICT` if a contact point or external id belongs to somebody else
    @Transactional
    public Customer add(Viewer viewer, NewCustomer customer) {
        viewer.mustBe(Role.AGENT);
        var added = insert(viewer.actor(), customer);
        try {
            writes.flush();
        } catch (DuplicateKeyException _) {
            throw Refusal.conflict(
                    "Another customer has one of these contact points or this external id already. Look for him first.");
        }
        return added;
    }

    private Customer insert(Actor actor, NewCustomer n) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var customer =
                new Customer(
                        Ids.at(now),
                        n.name(),
                        n.kind(),
                        n.contactPoints(),
                        n.customerSince(),
                        n.locale(),
                        n.zone(),
                        n.externalId(),
                        "",
                        null,
                        1,
                        now);
        table.insert(writes, customer);
        journal.append(
                customer.id(),
                ChainHead.NONE,
                "customer.added",
                actor,
                now,
                Map.of("kind", customer.kind().word()));
        return customer;
    }

    /// The customer behind a mail address, recorded now if nobody knows it yet.
    ///
    /// @param language in which he seems to write (BCP 47); used only if he is new
    @Transactional
    public Customer byEmailOrNew(Actor actor, EmailAddress address, String name, String language) {
        var point = ContactPoint.email(address);
        return table.byContactPoint(point)
                .map(this::current)
                .orElseGet(() ->
                        insert(
                                actor,
                                unknown(
                                        name.isBlank() ? address.key() : name,
                                        List.of(point),
                                        language)));
    }

    /// The customer who is reached there.
    public Optional<Customer> byContactPoint(ContactPoint point) {
        return table.byContactPoint(point).map(this::current);
    }

    /// The same, recorded now if nobody knows him yet.
    @Transactional
    public Customer byContactPointOrNew(Actor actor, ContactPoint point, String name) {
        return byContactPoint(point)
                .orElseGet(() -> insert(actor, unknown(name, List.of(point), "en")));
    }

    /// The customer a program described in few words: found by its contact points, else recorded now.
    @Transactional
    public Customer findOrNew(Viewer viewer, String name, List<ContactPoint> points) {
        viewer.mustBe(Role.AGENT);
        for (var point : points) {
            var known = table.byContactPoint(point);
            if (known.isPresent()) {
                return current(known.get());
            }
        }
        return insert(viewer.actor(), unknown(name, points, "en"));
    }

    private NewCustomer unknown(String name, List<ContactPoint> points, String language) {
        String clean = name.replaceAll("\\p{Cntrl}", " ").strip();
        String cut = clean.length() > 200 ? clean.substring(0, 200) : clean;
        return new NewCustomer(
                cut.isEmpty() ? "Unknown" : cut,
                Customer.Kind.PERSON,
                points,
                null,
                language,
                houseZone,
                null);
    }

    /// When this customer wants no news.
    public QuietHours quietHours(UUID id) {
        return table.quietHours(id);
    }

    /// Sets when a customer wants no news; both times empty if he may be told at any time.
    @Transactional
    public void keepQuiet(
            Viewer viewer, UUID id, @Nullable LocalTime from, @Nullable LocalTime until) {
        viewer.mustBe(Role.AGENT);
        var customer = get(id);
        table.setQuietHours(id, new QuietHours(from, until, customer.zone()));
        journal.append(
                id,
                "customer.quietHoursSet",
                viewer.actor(),
                clock.instant(),
                from == null || until == null ? Map.of() : Map.of("from", from, "until", until));
    }

    public Optional<Customer> byEmail(EmailAddress address) {
        return table.byContactPoint(ContactPoint.email(address)).map(this::current);
    }

    public Optional<Customer> byExternalId(String externalId) {
        return table.byExternalId(externalId).map(this::current);
    }

    private Customer current(Customer customer) {
        var found = customer;
        for (int i = 0; i < 10 && found.mergedInto() != null; i++) {
            found = get(found.mergedInto());
        }
        return found;
    }

    /// @throws Refusal `NOT_FOUND` if there is no such customer
    public Customer get(UUID id) {
        return table.find(id).orElseThrow(Customers::unknown);
    }

    private static Refusal unknown() {
        return Refusal.notFound("There is no customer with that id.");
    }

    /// What a write ran into that named a customer without asking for him first.
    ///
    /// @return the refusal for a customer who does not exist, or else `e` itself
    public static RuntimeException unknownIn(DataIntegrityViolationException e) {
        return String.valueOf(e.getMessage()).contains("_customer_id_fkey") ? unknown() : e;
    }

    public Map<UUID, Customer> byIds(List<UUID> ids) {
        var found = new HashMap<UUID, Customer>();
        table.findAll(ids.stream().distinct().toList()).forEach(c -> found.put(c.id(), c));
        return found;
    }

    /// The ids under which this customer's history stands: his own, and those merged into it.
    public List<UUID> allIds(UUID id) {
        return table.allIds(id);
    }

    /// Newest first, narrowed by part of a name, address or number.
    public Slice<Customer> list(String q, @Nullable Cursor after, int limit) {
        return Slice.of(
                table.list(q, after, limit + 1),
                limit,
                last -> new Cursor(last.createdAt(), last.id()).text());
    }

    @Transactional
    public Customer change(
            Viewer viewer,
            UUID id,
            int version,
            String name,
            Customer.Kind kind,
            @Nullable LocalDate since,
            String locale,
            ZoneId zone,
            String note) {
        viewer.mustBe(Role.AGENT);
        var checked = new NewCustomer(name, kind, List.of(), since, locale, zone, null);
        var before = get(id);
        var after =
                new Customer(
                        id,
                        checked.name(),
                        kind,
                        before.contactPoints(),
                        since,
                        locale,
                        zone,
                        before.externalId(),
                        note.length() > 4_000 ? note.substring(0, 4_000) : note,
                        before.mergedInto(),
                        version + 1,
                        before.createdAt());
        if (!table.update(after, version)) {
            throw Refusal.lostRace(
                    "Somebody changed this customer meanwhile. Look again, then save.");
        }
        journal.append(id, "customer.changed", viewer.actor(), clock.instant(), Map.of());
        return after;
    }

    @Transactional
    public Customer addContactPoint(Viewer viewer, UUID id, ContactPoint point) {
        viewer.mustBe(Role.AGENT);
        var customer = get(id);
        if (customer.contactPoints().contains(point)) {
            return customer;
        }
        try {
            table.insert(writes, id, point, clock.instant());
            writes.flush();
        } catch (DuplicateKeyException _) {
            throw Refusal.conflict(
                    "%s belongs to another customer. Merge the two if they are one."
                            .formatted(point.display()));
        }
        journal.append(
                id,
                "customer.contactPointAdded",
                viewer.actor(),
                clock.instant(),
                Map.of("type", point.type().word()));
        return get(id);
    }

    @Transactional
    public Customer removeContactPoint(Viewer viewer, UUID id, ContactPoint point) {
        viewer.mustBe(Role.AGENT);
        table.deleteContactPoint(id, point);
        journal.append(
                id,
                "customer.contactPointRemoved",
                viewer.actor(),
                clock.instant(),
                Map.of("type", point.type().word()));
        return get(id);
    }

    /// Two records turn out to be one customer: `merged` goes into `into`, with all its contact points.
    @Transactional
    public Customer merge(Viewer viewer, UUID into, UUID merged) {
        viewer.mustBe(Role.AGENT);
        if (into.equals(merged)) {
            throw Refusal.invalid("merged", "A customer cannot be merged with himself.");
        }
        var target = get(into);
        var gone = get(merged);
        if (gone.mergedInto() != null || target.mergedInto() != null) {
            throw Refusal.conflict(
                    "One of the two is merged into another already. Take the one that is left.");
        }
        Instant now = clock.instant();
        var after =
                new Customer(
                        gone.id(),
                        gone.name(),
                        gone.kind(),
                        List.of(),
                        gone.customerSince(),
                        gone.locale(),
                        gone.zone(),
                        gone.externalId(),
                        gone.note(),
                        into,
                        gone.version() + 1,
                        gone.createdAt());
        if (!table.update(after, gone.version())) {
            throw Refusal.lostRace(
                    "Somebody changed this customer meanwhile. Look again, then merge.");
        }
        table.merge(into, merged, now);
        journal.append(into, "customer.mergedIn", viewer.actor(), now, Map.of("merged", merged));
        journal.append(merged, "customer.merged", viewer.actor(), now, Map.of("into", into));
        return get(into);
    }

    /// Takes a merge back; every contact point returns to where it came from.
    @Transactional
    public Customer undoMerge(Viewer viewer, UUID merged) {
        viewer.mustBe(Role.AGENT);
        var gone = get(merged);
        UUID into = gone.mergedInto();
        Instant now = clock.instant();
        if (into == null || !table.undoMerge(merged, now)) {
            throw Refusal.conflict("This customer is not merged into another one.");
        }
        var after =
                new Customer(
                        gone.id(),
                        gone.name(),
                        gone.kind(),
                        List.of(),
                        gone.customerSince(),
                        gone.locale(),
                        gone.zone(),
                        gone.externalId(),
                        gone.note(),
                        null,
                        gone.version() + 1,
                        gone.createdAt());
        if (!table.update(after, gone.version())) {
            throw Refusal.lostRace("Somebody changed this customer meanwhile. Look again.");
        }
        journal.append(merged, "customer.mergeUndone", viewer.actor(), now, Map.of("from", into));
        return get(merged);
    }
}
