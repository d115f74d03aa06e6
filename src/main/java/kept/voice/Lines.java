package kept.voice;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import kept.calendars.Calendars;
import kept.contacts.Contact;
import kept.journal.Journal;
import kept.kernel.Ids;
import kept.kernel.Refusal;
import kept.menus.HeardMenu;
import kept.menus.Menu;
import kept.menus.Menus;
import kept.sip.Binding;
import kept.sip.DigestSecrets;
import kept.teams.Role;
import kept.teams.Teams;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The front door to how the telephone is set up: numbers, trunks and telephones.
@Service
public class Lines {
    /// The realm of the digests; secrets are bound to it, so it never changes.
    static final String REALM = "kept";

    private static final UUID STREAM = UUID.fromString("00000000-0000-7000-8000-000000000072");
    private static final int SECRET_BYTES = 12;
    private static final Set<PhoneNumberType> COSTLY =
            Set.of(PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST);

    private final LineTable table;
    private final Menus menus;
    private final Calendars calendars;
    private final Teams teams;
    private final Journal journal;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final List<Runnable> onChange = new CopyOnWriteArrayList<>();

    Lines(
            LineTable table,
            Menus menus,
            Calendars calendars,
            Teams teams,
            Journal journal,
            Clock clock) {
        this.table = table;
        this.menus = menus;
        this.calendars = calendars;
        this.teams = teams;
        this.journal = journal;
        this.clock = clock;
    }

    void onChange(Runnable listener) {
        onChange.add(listener);
    }

    TelephoneSettings settings() {
        return table.settings();
    }

    RecordingRule recordingRule() {
        return table.recordingRule();
    }

    CallPrices prices() {
        return table.prices();
    }

    /// Whose numbers are written without a country code, and may be called back: as set, else the country of the house's
    /// calendar.
    String country() {
        String set = settings().country();
        String ofCalendar = calendars.houseCalendar().country();
        return set.equals("ZZ") && ofCalendar != null ? ofCalendar : set;
    }

    List<Line> all() {
        return table.lines();
    }

    /// What happens to who calls this number; numbers are compared by their digits.
    Line of(String called) {
        String digits = digits(called);
        return table.lines().stream()
                .filter(line ->
                        line.number().equals(called) || digits(line.number()).equals(digits))
                .findFirst()
                .orElseGet(
                        () -> Line.plain(called.length() > 40 ? called.substring(0, 40) : called));
    }

    private static String digits(String number) {
        String digits = number.replaceAll("[^0-9]", "").replaceFirst("^00", "");
        return digits.isEmpty() ? number : digits;
    }

    /// Whether people of a unit work now.
    boolean isOpen(UUID unit, Instant now) {
        return calendars.calendar(teams.unit(unit).calendarId()).isOpenAt(now);
    }

    /// The live version of a menu.
    Optional<Menu> live(@Nullable UUID menu) {
        return menu == null ? Optional.empty() : menus.live(menu);
    }

    /// What a caller hears of a menu.
    Optional<HeardMenu> menu(@Nullable UUID menu, Contact contact) {
        if (menu == null) {
            return Optional.empty();
        }
        return contact.party().synthetic() ? menus.heard(menu) : menus.heard(menu, contact.id());
    }

    public List<Trunk> trunks() {
        return table.trunks();
    }

    List<Phone> phones() {
        return table.phones();
    }

    List<Phone> phonesOf(UUID person) {
        return table.phones().stream().filter(phone -> phone.person().equals(person)).toList();
    }

    Optional<Phone> phone(String name) {
        return table.phone(name);
    }

    Optional<DigestSecrets> secrets(String name) {
        return table.secrets(name);
    }

    /// Where the telephones were when we last heard of them.
    Map<String, List<Binding>> bindings() {
        return table.bindings();
    }

    @Transactional
    void bindings(String phone, List<Binding> bindings) {
        table.bindings(phone, bindings);
    }

    /// Who called us is called back within the country, and abroad only where that is allowed: nobody makes us call expensive
    /// numbers by calling from them.
    boolean mayCallBack(String number) {
        return isHome(number) || mayCall(number);
    }

    /// Whether the desk may call this number.
    boolean mayCall(String number) {
        return settings().allowed().stream().anyMatch(number::startsWith);
    }

    /// Whether it is an ordinary number of our country: none that costs extra, and no short code, whose price nobody knows.
    boolean isHome(String number) {
        var numbers = PhoneNumberUtil.getInstance();
        try {
            var read = numbers.parse(number, "ZZ");
            return country().equals(numbers.getRegionCodeForNumber(read))
                    && !COSTLY.contains(numbers.getNumberType(read));
        } catch (NumberParseException _) {
            return false;
        }
    }

    // --- setting up

    @Transactional
    public void change(Viewer viewer, TelephoneSettings settings) {
        viewer.mustBe(Role.OWNER);
        table.settings(settings);
        note(
                viewer,
                "telephone.set",
                Map.of(
                        "advertised",
                        settings.advertised(),
                        "country",
                        settings.country(),
                        "outgoing",
                        settings.outgoing()));
    }

    @Transactional
    void change(Viewer viewer, RecordingRule rule) {
        viewer.mustBe(Role.OWNER);
        table.recordingRule(rule);
        note(
                viewer,
                "recording.set",
                Map.of("mode", rule.mode().word(), "keepDays", rule.keepDays()));
    }

    @Transactional
    public void change(Viewer viewer, CallPrices prices) {
        viewer.mustBe(Role.OWNER);
        table.prices(prices);
        note(
                viewer,
                "prices.set",
                Map.of(
                        "home",
                        prices.home(),
                        "elsewhere",
                        prices.elsewhere(),
                        "aDay",
                        prices.aDay()));
    }

    @Transactional
    public void save(Viewer viewer, Line line) {
        viewer.mustBe(Role.OWNER);
        table.save(line);
        note(viewer, "line.saved", Map.of("number", line.number(), "name", line.name()));
    }

    @Transactional
    void removeLine(Viewer viewer, String number) {
        viewer.mustBe(Role.OWNER);
        if (!table.removeLine(number)) {
            throw Refusal.notFound("There is no such number.");
        }
        note(viewer, "line.removed", Map.of("number", number));
    }

    /// A provider by SIP.
    @Transactional
    public void addTrunk(
            Viewer viewer,
            String name,
            String address,
            String account,
            String secret,
            String callerId) {
        addTrunk(
                viewer,
                Trunk.sip(Ids.at(clock.instant()), name, address, account, secret, callerId));
    }

    @Transactional
    void addTrunk(Viewer viewer, Trunk trunk) {
        viewer.mustBe(Role.OWNER);
        try {
            table.insert(trunk, clock.instant());
        } catch (DuplicateKeyException _) {
            throw Refusal.conflict("There is already a trunk named %s.".formatted(trunk.name()));
        }
        note(viewer, "trunk.added", Map.of("name", trunk.name(), "address", trunk.address()));
    }

    @Transactional
    public void removeTrunk(Viewer viewer, UUID id) {
        viewer.mustBe(Role.OWNER);
        if (!table.removeTrunk(id)) {
            throw Refusal.notFound("There is no such trunk.");
        }
        note(viewer, "trunk.removed", Map.of("trunk", id));
    }

    /// Gives a person a telephone.
    ///
    /// @return its password, shown once
    @Transactional
    String addPhone(Viewer viewer, String name, UUID person) {
        viewer.mustBe(Role.LEAD);
        var phone = new Phone(name.strip(), teams.person(person).id());
        if (table.phones().stream()
                .anyMatch(p -> p.name().equals(phone.name()) && !p.person().equals(person))) {
            throw Refusal.conflict("Another person has a telephone of that name.");
        }
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String password = HexFormat.of().formatHex(bytes);
        table.save(phone, DigestSecrets.of(phone.name(), REALM, password), clock.instant());
        note(viewer, "phone.added", Map.of("name", phone.name(), "person", person));
        return password;
    }

    @Transactional
    void removePhone(Viewer viewer, String name) {
        viewer.mustBe(Role.LEAD);
        if (!table.removePhone(name)) {
            throw Refusal.notFound("There is no such telephone.");
        }
        note(viewer, "phone.removed", Map.of("name", name));
    }

    private void note(Viewer viewer, String kind, Map<String, ?> facts) {
        journal.append(STREAM, kind, viewer.actor(), clock.instant(), facts);
        onChange.forEach(Runnable::run);
    }
}
