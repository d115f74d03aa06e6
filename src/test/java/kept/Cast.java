package kept;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import kept.accounts.Accounts;
import kept.cases.Case;
import kept.cases.Cases;
import kept.cases.Channel;
import kept.cases.Message;
import kept.cases.NewCase;
import kept.cases.NewMessage;
import kept.cases.Priority;
import kept.customers.ContactPoint;
import kept.customers.Customer;
import kept.customers.Customers;
import kept.customers.NewCustomer;
import kept.journal.Actor;
import kept.kernel.EmailAddress;
import kept.promises.NewPromise;
import kept.promises.Promise;
import kept.promises.Visibility;
import kept.teams.Person;
import kept.teams.Role;
import kept.teams.Teams;
import kept.teams.Unit;
import kept.teams.Viewer;
import org.springframework.boot.test.context.TestComponent;

/// The people of every test: Olga owns the house, Lena leads the front desk, Asha and Jonas work there, Vera looks on,
/// and Nils works in the network unit.
@TestComponent
public class Cast {
    public static final String PASSWORD = "four plain words here";
    private static final AtomicInteger COUNT = new AtomicInteger();

    public final Person olga;
    public final Person lena;
    public final Person asha;
    public final Person jonas;
    public final Person vera;
    public final Person nils;
    public final Unit frontDesk;
    public final Unit network;

    private final Customers customers;
    private final Cases cases;
    private final Teams teams;

    Cast(Accounts accounts, Teams teams, Customers customers, Cases cases) {
        this.customers = customers;
        this.cases = cases;
        this.teams = teams;
        olga =
                accounts.firstOwner(
                        "Olga Brandt",
                        EmailAddress.of("olga@house.example"),
                        PASSWORD,
                        SettableClock.VIENNA);
        frontDesk = teams.frontUnit();
        network =
                teams.addUnit(
                        Actor.KEPT, "Network", null, Duration.ofHours(2), Duration.ofHours(8));
        lena = person("Lena Hofer", "lena", Role.LEAD, frontDesk);
        asha = person("Asha Rao", "asha", Role.AGENT, frontDesk);
        jonas = person("Jonas Weber", "jonas", Role.AGENT, frontDesk);
        vera = person("Vera Klein", "vera", Role.VIEWER, frontDesk);
        nils = person("Nils Berg", "nils", Role.AGENT, network);
        List.of(lena, asha, jonas, vera, nils).forEach(p -> accounts.setPassword(p, PASSWORD));
    }

    private Person person(String name, String local, Role role, Unit unit) {
        return teams.add(
                Actor.KEPT,
                name,
                EmailAddress.of(local + "@house.example"),
                role,
                SettableClock.VIENNA,
                Set.of(unit.id()));
    }

    /// Somebody who joined after the others, for tests that send him away again.
    public Person newcomer(String name) {
        return person(name, "newcomer" + COUNT.incrementAndGet(), Role.AGENT, frontDesk);
    }

    /// One with the house's hours, for tests that close it again or want it to themselves.
    public Unit newUnit(String name) {
        return teams.addUnit(
                Actor.KEPT,
                name + " " + COUNT.incrementAndGet(),
                null,
                Duration.ofHours(4),
                Duration.ofHours(8));
    }

    public Viewer as(Person person) {
        return Viewer.of(teams.person(person.id()));
    }

    /// A customer nobody has met in another test.
    public Customer customer(String name) {
        return customers.add(
                as(asha),
                new NewCustomer(
                        name,
                        Customer.Kind.PERSON,
                        List.of(
                                ContactPoint.email(
                                        EmailAddress.of(
                                                "customer"
                                                        + COUNT.incrementAndGet()
                                                        + "@example.com"))),
                        null,
                        "en",
                        SettableClock.VIENNA,
                        null));
    }

    /// A case that a customer opened on the web; a reply is owed on it.
    public Case caseOf(Customer customer, String subject, String text) {
        return cases.open(
                as(asha),
                new NewCase(
                        customer.id(),
                        subject,
                        frontDesk.id(),
                        asha.id(),
                        Priority.NORMAL,
                        List.of(),
                        NewMessage.typed(
                                Message.Direction.INBOUND,
                                customer.name(),
                                subject,
                                text,
                                Channel.WEB)));
    }

    /// A case that came by telephone: nothing is owed on it by rule.
    public Case phoneCaseOf(Customer customer, String subject) {
        return cases.open(
                as(asha),
                new NewCase(
                        customer.id(),
                        subject,
                        frontDesk.id(),
                        asha.id(),
                        Priority.NORMAL,
                        List.of(),
                        NewMessage.typed(
                                Message.Direction.INBOUND,
                                customer.name(),
                                subject,
                                "said on the phone",
                                Channel.PHONE)));
    }

    /// Asha gives her word on a case.
    public Promise word(Case theCase, String said, Instant due) {
        return cases.give(
                as(asha),
                theCase.id(),
                c ->
                        new NewPromise(
                                c.id(),
                                c.customerId(),
                                "promise",
                                said,
                                "web",
                                due,
                                null,
                                null,
                                c.unit(),
                                null,
                                Visibility.CUSTOMER,
                                null));
    }

    public NewMessage answer(String text) {
        return NewMessage.typed(Message.Direction.OUTBOUND, asha.name(), "Re", text, Channel.WEB);
    }
}
