package kept.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kept.accounts.Accounts;
import kept.customers.ContactPoint;
import kept.customers.Customer;
import kept.customers.Customers;
import kept.customers.NewCustomer;
import kept.customers.OwnPageLink;
import kept.journal.Actor;
import kept.kernel.EmailAddress;
import kept.kernel.Ids;
import kept.makegood.DailyRate;
import kept.makegood.MakeGoods;
import kept.makegood.Money;
import kept.makegood.Policy;
import kept.makegood.Profile;
import kept.steps.StepTemplate;
import kept.steps.StepTemplates;
import kept.teams.Person;
import kept.teams.Role;
import kept.teams.Teams;
import kept.teams.Unit;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/// The people of the demo, their units, and the customers of the stories.
@Component
@ConditionalOnProperty("kept.demo")
class DemoHouse {
    static final String PASSWORD = "we keep our word";

    /// What all telephone numbers of customers begin with: mobiles that the regulator keeps for plays.
    static final String NUMBERS = "+447700900";

    static final String CHECKED = "Order checked";
    static final String SWITCHED = "Port switched";
    static final String MEASURED = "Line measured";

    private final Accounts accounts;
    private final Teams teams;
    private final Customers customers;
    private final OwnPageLink links;
    private final MakeGoods makeGoods;
    private final StepTemplates steps;
    private final Clock clock;
    private final ZoneId zone;
    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, Unit> units = new LinkedHashMap<>();
    private final List<Customer> everybody = new ArrayList<>();

    DemoHouse(
            Accounts accounts,
            Teams teams,
            Customers customers,
            OwnPageLink links,
            MakeGoods makeGoods,
            StepTemplates steps,
            Clock clock,
            @Value("${kept.time-zone:}") String zone) {
        this.accounts = accounts;
        this.teams = teams;
        this.customers = customers;
        this.links = links;
        this.makeGoods = makeGoods;
        this.steps = steps;
        this.clock = clock;
        this.zone = zone.isBlank() ? ZoneId.systemDefault() : ZoneId.of(zone);
    }

    boolean empty() {
        return accounts.isNew();
    }

    void settle() {
        var owner =
                accounts.firstOwner(
                        "Olga Brandt", EmailAddress.of("olga@demo.example"), PASSWORD, zone);
        people.put("olga", owner);
        unit("Broadband care", 4, 8);
        unit("Sales", 4, 8);
        unit("Field service", 8, 8);
        unit("Network", 2, 4);
        unit("Bank branch", 8, 16);
        unit("Workshop", 16, 24);
        var frontDesk = teams.frontUnit();
        teams.changeUnit(
                Viewer.of(owner),
                frontDesk.id(),
                frontDesk.version(),
                "Reception",
                frontDesk.calendarId(),
                Duration.ofHours(4),
                Duration.ofHours(8));
        person(
                "lena",
                "Lena Hofer",
                Role.LEAD,
                "Broadband care",
                "Sales",
                "Field service",
                "Network");
        person("asha", "Asha Rao", Role.AGENT, "Broadband care");
        person("jonas", "Jonas Weber", Role.AGENT, "Broadband care");
        person("sam", "Sam Torres", Role.AGENT, "Sales");
        person("tariq", "Tariq Aziz", Role.AGENT, "Field service");
        person("nils", "Nils Berg", Role.AGENT, "Network");
        person("brigitte", "Brigitte Moser", Role.LEAD, "Bank branch");
        person("paul", "Paul Reiter", Role.AGENT, "Bank branch");
        person("franz", "Franz Lindner", Role.LEAD, "Workshop");
        person("vera", "Vera Klein", Role.VIEWER, "Broadband care", "Bank branch");
        rules();
        steps.adopt(
                as("olga"),
                "activation",
                null,
                List.of(
                        step(CHECKED, "Sales", 1, 20),
                        step(SWITCHED, "Network", 4, null, 0),
                        step(MEASURED, "Field service", 2, 6, 1)));
    }

    private StepTemplate.Line step(
            String name, String unit, int hours, @Nullable Integer capacity, Integer... needs) {
        return new StepTemplate.Line(
                name,
                unit(unit).id(),
                Duration.ofHours(hours),
                List.of(needs),
                capacity,
                StepTemplate.ANSWER);
    }

    /// What the house grants for broken words: a public scheme, and a rule of its own for visits.
    private void rules() {
        var now = clock.instant();
        Profile.named("de-telecommunications")
                .policies(now)
                .forEach(policy -> makeGoods.adopt(as("olga"), policy));
        makeGoods.adopt(
                as("olga"),
                new Policy(
                        Ids.at(now),
                        "Nobody came",
                        "visit",
                        null,
                        Money.currency("EUR"),
                        1_500,
                        List.of(new DailyRate(1, 500)),
                        false,
                        10_000L,
                        List.of("The customer was not there", "The customer moved the visit"),
                        unit("Field service").id(),
                        "Our own rule",
                        now));
    }

    private void unit(String name, int firstHours, int nextHours) {
        units.put(
                name,
                teams.addUnit(
                        Actor.KEPT,
                        name,
                        null,
                        Duration.ofHours(firstHours),
                        Duration.ofHours(nextHours)));
    }

    private void person(String key, String name, Role role, String... in) {
        Set<UUID> ids = Stream.of(in).map(u -> unit(u).id()).collect(Collectors.toSet());
        var person =
                teams.add(
                        Actor.KEPT, name, EmailAddress.of(key + "@demo.example"), role, zone, ids);
        accounts.setPassword(person, PASSWORD);
        people.put(key, person);
    }

    Unit unit(String name) {
        return java.util.Objects.requireNonNull(units.get(name), name);
    }

    Person person(String key) {
        return java.util.Objects.requireNonNull(people.get(key), key);
    }

    /// Also when the history was played by an earlier start.
    Viewer owner() {
        return teams.activePeople().stream()
                .filter(person -> person.role() == Role.OWNER)
                .map(Viewer::of)
                .findFirst()
                .orElseThrow();
    }

    Viewer as(String key) {
        return Viewer.of(teams.person(person(key).id()));
    }

    ZoneId zone() {
        return zone;
    }

    Customer customer(String name, String email, @Nullable LocalDate since) {
        var customer =
                customers.add(
                        as("olga"),
                        new NewCustomer(
                                name,
                                name.matches(".*(Café|Ltd|School|Clinic).*")
                                        ? Customer.Kind.ORGANISATION
                                        : Customer.Kind.PERSON,
                                List.of(ContactPoint.email(EmailAddress.of(email)), nextNumber()),
                                since,
                                "en",
                                zone,
                                null));
        everybody.add(customer);
        return customer;
    }

    private ContactPoint nextNumber() {
        return ContactPoint.phone("%s%03d".formatted(NUMBERS, everybody.size()), "GB");
    }

    /// The telephone number of a customer.
    static String numberOf(Customer customer) {
        return customer.contactPoints().stream()
                .filter(point -> point.type() == ContactPoint.Type.PHONE)
                .map(ContactPoint::value)
                .findFirst()
                .orElseThrow();
    }

    /// All customers, in the order in which they came.
    List<Customer> everybody() {
        return List.copyOf(everybody);
    }

    /// Who can sign in, for the terminal.
    List<String> signIns() {
        var lines = new ArrayList<String>();
        for (var person : teams.activePeople()) {
            lines.add(
                    "  %-24s %-7s %s"
                            .formatted(
                                    person.email(),
                                    person.role().word(),
                                    person.role() == Role.OWNER
                                            ? "the whole house"
                                            : person.units().stream()
                                                    .map(id -> teams.unit(id).name())
                                                    .sorted()
                                                    .collect(Collectors.joining(", "))));
        }
        return lines;
    }

    /// The path of the page of a customer to whom something is owed.
    String ownPage() {
        var customer =
                customers.byEmail(EmailAddress.of("ines.carvalho@example.com")).orElseThrow();
        return links.path(customer.id(), OwnPageLink.noCase(), clock.instant());
    }

    static Instant at(LocalDate date, int hour, int minute, ZoneId zone) {
        return date.atTime(hour, minute).atZone(zone).toInstant();
    }
}
