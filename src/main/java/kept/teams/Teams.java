package kept.teams;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import kept.calendars.Calendars;
import kept.calendars.WorkCalendar;
import kept.jobs.FiresTimers;
import kept.jobs.Timer;
import kept.jobs.Timers;
import kept.journal.Actor;
import kept.journal.Journal;
import kept.kernel.EmailAddress;
import kept.kernel.Ids;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The people of the house and their units. Read on every request, so kept for a second or two in memory.
@Service
public class Teams implements FiresTimers {
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final String ABSENCE = "absence.begins";

    private final TeamTable table;
    private final Calendars calendars;
    private final Timers timers;
    private final Journal journal;
    private final ApplicationEventPublisher news;
    private final Clock clock;
    private volatile @Nullable House house;

    Teams(
            TeamTable table,
            Calendars calendars,
            Timers timers,
            Journal journal,
            ApplicationEventPublisher news,
            Clock clock) {
        this.table = table;
        this.calendars = calendars;
        this.timers = timers;
        this.journal = journal;
        this.news = news;
        this.clock = clock;
    }

    private record House(
            List<Person> people,
            List<Unit> units,
            List<Absence> absences,
            Map<UUID, UUID> hours,
            long readAt) {}

    private House house() {
        var known = house;
        if (known == null || System.nanoTime() - known.readAt() > FRESH.toNanos()) {
            known =
                    new House(
                            table.people(),
                            table.units(),
                            table.absencesFrom(clock.instant()),
                            table.hours(),
                            System.nanoTime());
            house = known;
        }
        return known;
    }

    /// What was read before may be stale now.
    private void changed() {
        house = null;
        if (org.springframework.transaction.support.TransactionSynchronizationManager
                .isSynchronizationActive()) {
            org.springframework.transaction.support.TransactionSynchronizationManager
                    .registerSynchronization(
                            new org.springframework.transaction.support
                                    .TransactionSynchronization() {
                                @Override
                                public void afterCompletion(int status) {
                                    house = null;
                                }
                            });
        }
    }

    public List<Person> people() {
        return house().people();
    }

    public List<Person> activePeople() {
        return house().people().stream().filter(Person::active).toList();
    }

    public Optional<Person> find(UUID person) {
        var known = house().people().stream().filter(p -> p.id().equals(person)).findFirst();
        return known.isPresent() ? known : table.person(person);
    }

    /// @throws Refusal `NOT_FOUND` if nobody has that id
    public Person person(UUID id) {
        return find(id).orElseThrow(() -> Refusal.notFound("Nobody here has that id."));
    }

    public String nameOf(@Nullable UUID person) {
        return person == null ? "Nobody" : find(person).map(Person::name).orElse("Somebody");
    }

    public Optional<Person> byEmail(String email) {
        return table.byEmail(email);
    }

    public List<Unit> units() {
        return house().units().stream().filter(Unit::open).toList();
    }

    /// @throws Refusal `NOT_FOUND` if there is no such unit
    public Unit unit(UUID id) {
        return house().units().stream()
                .filter(unit -> unit.id().equals(id))
                .findFirst()
                .or(() -> table.units().stream().filter(unit -> unit.id().equals(id)).findFirst())
                .orElseThrow(() -> Refusal.notFound("There is no unit with that id."));
    }

    /// The unit that a person or program named, by id or by name.
    public Unit unitNamed(String text) {
        return units().stream()
                .filter(unit ->
                        unit.name().equalsIgnoreCase(text.strip())
                                || unit.id().toString().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        Refusal.invalid(
                                "unit",
                                "There is no unit \"%s\". Take one of: %s."
                                        .formatted(
                                                text,
                                                String.join(
                                                        ", ",
                                                        units().stream()
                                                                .map(Unit::name)
                                                                .toList()))));
    }

    /// Where matters go that nobody sorted: the oldest unit.
    public Unit frontUnit() {
        return units().stream()
                .findFirst()
                .orElseThrow(() -> Refusal.conflict("Set up a unit first: there is none yet."));
    }

    /// The person that a person or program named, by id or by mail address.
    public Person personNamed(String text) {
        return activePeople().stream()
                .filter(p ->
                        p.id().toString().equals(text) || p.email().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() ->
                        Refusal.invalid(
                                "owner",
                                "Nobody here has the id or address \"%s\".".formatted(text)));
    }

    /// The leads of a unit.
    public List<Person> leadsOf(UUID unit) {
        return activePeople().stream()
                .filter(p -> p.role() == Role.LEAD && p.units().contains(unit))
                .toList();
    }

    /// Those who answer for the whole house.
    public List<Person> owners() {
        return activePeople().stream().filter(p -> p.role() == Role.OWNER).toList();
    }

    /// Who answers for a unit when nobody is named: its lead, else the owner of the house, present ones first.
    public Person answersFor(UUID unit) {
        Instant now = clock.instant();
        var candidates = new java.util.ArrayList<>(leadsOf(unit));
        candidates.addAll(owners());
        if (candidates.isEmpty()) {
            throw Refusal.conflict("The house has no owner yet: set it up first.");
        }
        return standIn(
                candidates.stream()
                        .filter(p -> awayNow(p.id(), now).isEmpty())
                        .findFirst()
                        .orElse(candidates.getFirst()),
                now);
    }

    private Optional<Absence> awayNow(UUID person, Instant now) {
        return house().absences().stream()
                .filter(a -> a.person().equals(person) && a.covers(now))
                .findFirst();
    }

    /// The person himself, or whoever stands in for him now, through deputies of deputies.
    public Person standIn(Person person, Instant now) {
        var seen = new HashSet<UUID>();
        var current = person;
        while (seen.add(current.id())) {
            var away = awayNow(current.id(), now);
            if (away.isEmpty()) {
                return current;
            }
            current = person(away.get().deputy());
        }
        return person;
    }

    public Optional<Absence> absenceOf(UUID person) {
        return awayNow(person, clock.instant());
    }

    public List<Absence> absences() {
        return table.absencesFrom(clock.instant());
    }

    /// Adds a person.
    ///
    /// @throws Refusal `CONFLICT` if the address is taken
    @Transactional
    public Person add(
            Actor actor, String name, EmailAddress email, Role role, ZoneId zone, Set<UUID> units) {
        Instant now = clock.instant();
        var person =
                new Person(Ids.at(now), requireName(name), email.key(), role, zone, units, 0, null);
        try {
            table.insert(person, "en", now);
        } catch (DuplicateKeyException _) {
            throw Refusal.conflict(
                    "Somebody with the address %s is here already.".formatted(email.key()));
        }
        journal.append(
                person.id(),
                "person.joined",
                actor,
                now,
                Map.of("role", role.word(), "units", sorted(units)));
        changed();
        return person;
    }

    /// Changes name, role, zone and units of a person.
    @Transactional
    public Person change(
            Viewer viewer,
            UUID id,
            int version,
            String name,
            Role role,
            ZoneId zone,
            Set<UUID> units) {
        viewer.mustBe(Role.OWNER);
        var before =
                table.person(id).orElseThrow(() -> Refusal.notFound("Nobody here has that id."));
        if (before.role() == Role.OWNER && role != Role.OWNER && owners().size() == 1) {
            throw Refusal.conflict("The house needs an owner: make somebody else owner first.");
        }
        var after =
                new Person(
                        id,
                        requireName(name),
                        before.email(),
                        role,
                        zone,
                        units,
                        version + 1,
                        before.leftAt());
        if (!table.update(after, version)) {
            throw Refusal.lostRace(
                    "Somebody changed this person meanwhile. Look again, then save.");
        }
        journal.append(
                id,
                "person.changed",
                viewer.actor(),
                clock.instant(),
                Map.of("role", role.word(), "units", sorted(units)));
        changed();
        return after;
    }

    /// Lets a person go, unless he still holds something: then the listeners of [PersonLeaves] refuse.
    @Transactional
    public void offboard(Viewer viewer, UUID id) {
        viewer.mustBe(Role.OWNER);
        var person =
                table.person(id).orElseThrow(() -> Refusal.notFound("Nobody here has that id."));
        if (person.active()) {
            letGo(viewer.actor(), person);
        }
    }

    /// Whoever leaves stands in for nobody any more: his successor does, or somebody else who is there at that time.
    void passDeputyships(Actor actor, Person leaving, UUID successor) {
        Instant now = clock.instant();
        var absences = table.absencesFrom(now);
        for (var absence : absences) {
            if (!absence.deputy().equals(leaving.id())) {
                continue;
            }
            table.end(absence.id());
            timers.clear(ABSENCE, absence.id());
            Stream.concat(
                            Stream.of(person(successor)),
                            Stream.concat(owners().stream(), activePeople().stream()))
                    .filter(p -> p.active() && p.role().atLeast(Role.AGENT))
                    .filter(p -> !p.id().equals(leaving.id()))
                    .filter(p -> !p.id().equals(absence.person()))
                    .filter(p ->
                            absences.stream()
                                    .noneMatch(
                                            a -> a.person().equals(p.id()) && overlap(a, absence)))
                    .findFirst()
                    .ifPresent(deputy -> standsIn(actor, absence, deputy.id(), now));
        }
        changed();
    }

    private static boolean overlap(Absence a, Absence b) {
        return a.startsAt().isBefore(b.endsAt()) && b.startsAt().isBefore(a.endsAt());
    }

    private void standsIn(Actor actor, Absence before, UUID deputy, Instant now) {
        begin(
                actor,
                new Absence(
                        Ids.at(now),
                        before.person(),
                        deputy,
                        before.startsAt(),
                        before.endsAt(),
                        before.note()),
                now);
    }

    void letGo(Actor actor, Person person) {
        mustNotBeLastOwner(person);
        var deputyFor =
                table.absencesFrom(clock.instant()).stream()
                        .filter(a -> a.deputy().equals(person.id()))
                        .toList();
        if (!deputyFor.isEmpty()) {
            throw Refusal.conflict(
                    "%s stands in for %s. Name another deputy first."
                            .formatted(person.name(), nameOf(deputyFor.getFirst().person())));
        }
        news.publishEvent(new PersonLeaves(person.id()));
        Instant now = clock.instant();
        table.update(
                new Person(
                        person.id(),
                        person.name(),
                        person.email(),
                        person.role(),
                        person.zone(),
                        person.units(),
                        person.version(),
                        now),
                person.version());
        journal.append(person.id(), "person.left", actor, now, Map.of());
        changed();
    }

    void mustNotBeLastOwner(Person person) {
        if (person.role() == Role.OWNER && owners().size() == 1) {
            throw Refusal.conflict("The house needs an owner: make somebody else owner first.");
        }
    }

    /// When a person works: hours of his own, else those of the unit.
    public WorkCalendar hoursOf(UUID person, UUID unit) {
        UUID own = house().hours().get(person);
        return calendars.calendar(own == null ? unit(unit).calendarId() : own);
    }

    /// True if he works at other hours than his units.
    public boolean hasOwnHours(UUID person) {
        return house().hours().containsKey(person);
    }

    /// The calendar of a person's own hours, if he has some.
    public Optional<UUID> ownHours(UUID person) {
        return Optional.ofNullable(house().hours().get(person));
    }

    /// Gives a person working hours of his own, or takes them away.
    @Transactional
    public void setHours(Viewer viewer, UUID person, @Nullable UUID calendar) {
        viewer.mustBe(Role.OWNER);
        person(person);
        table.setHours(person, calendar == null ? null : calendars.calendar(calendar).id());
        journal.append(
                person,
                "person.hoursSet",
                viewer.actor(),
                clock.instant(),
                calendar == null ? Map.of() : Map.of("calendar", calendar));
        changed();
    }

    /// Closes a unit; what it owes, and its people, pass to another one.
    ///
    /// @throws Refusal if it holds what cannot pass
    @Transactional
    public void dissolve(Viewer viewer, UUID id, UUID into) {
        viewer.mustBe(Role.OWNER);
        var unit = unit(id);
        if (!unit.open()) {
            throw Refusal.conflict("This unit is closed already.");
        }
        if (id.equals(into) || !unit(into).open()) {
            throw Refusal.invalid("into", "Name another unit, one that is open.");
        }
        news.publishEvent(new UnitDissolves(id, into));
        table.join(id, into);
        if (!table.close(id, clock.instant())) {
            throw Refusal.lostRace("Somebody closed this unit meanwhile.");
        }
        journal.append(id, "unit.dissolved", viewer.actor(), clock.instant(), Map.of("into", into));
        changed();
    }

    @Transactional
    public Unit addUnit(
            Actor actor,
            String name,
            @Nullable UUID calendar,
            Duration firstAnswer,
            Duration nextAnswer) {
        Instant now = clock.instant();
        var unit =
                new Unit(
                        Ids.at(now),
                        requireName(name),
                        calendar == null
                                ? calendars.houseCalendar().id()
                                : calendars.calendar(calendar).id(),
                        requireAnswerTime(firstAnswer),
                        requireAnswerTime(nextAnswer),
                        0,
                        null);
        try {
            table.insert(unit, now);
        } catch (DuplicateKeyException _) {
            throw Refusal.conflict("There is a unit \"%s\" already.".formatted(name));
        }
        journal.append(unit.id(), "unit.added", actor, now, Map.of("name", unit.name()));
        changed();
        return unit;
    }

    @Transactional
    public Unit changeUnit(
            Viewer viewer,
            UUID id,
            int version,
            String name,
            UUID calendar,
            Duration firstAnswer,
            Duration nextAnswer) {
        viewer.mustBe(Role.OWNER);
        var unit =
                new Unit(
                        id,
                        requireName(name),
                        calendars.calendar(calendar).id(),
                        requireAnswerTime(firstAnswer),
                        requireAnswerTime(nextAnswer),
                        version + 1,
                        null);
        if (!table.update(unit, version)) {
            throw Refusal.lostRace("Somebody changed this unit meanwhile. Look again, then save.");
        }
        journal.append(id, "unit.changed", viewer.actor(), clock.instant(), Map.of("name", name));
        changed();
        return unit;
    }

    /// Plans an absence; what the person owes passes to the deputy when it begins.
    @Transactional
    public Absence plan(
            Viewer viewer,
            UUID person,
            UUID deputy,
            Instant startsAt,
            Instant endsAt,
            String note) {
        viewer.mustBe(Role.AGENT);
        if (!viewer.person().equals(person)) {
            viewer.mustBe(Role.LEAD);
        }
        if (person.equals(deputy)) {
            throw Refusal.invalid("deputy", "Nobody can stand in for himself: name somebody else.");
        }
        if (!person(deputy).active()) {
            throw Refusal.invalid("deputy", "The deputy has left: name somebody who is here.");
        }
        if (!endsAt.isAfter(startsAt) || !endsAt.isAfter(clock.instant())) {
            throw Refusal.invalid("endsAt", "An absence ends after it starts, and in the future.");
        }
        var deputyAway =
                table.absencesFrom(clock.instant()).stream()
                        .filter(a ->
                                a.person().equals(deputy)
                                        && a.startsAt().isBefore(endsAt)
                                        && startsAt.isBefore(a.endsAt()))
                        .findFirst();
        if (deputyAway.isPresent()) {
            throw Refusal.invalid(
                    "deputy",
                    "%s is away at that time too: name somebody who is here."
                            .formatted(nameOf(deputy)));
        }
        Instant now = clock.instant();
        return begin(
                viewer.actor(),
                new Absence(Ids.at(now), person, deputy, startsAt, endsAt, note),
                now);
    }

    private Absence begin(Actor actor, Absence absence, Instant now) {
        table.insert(absence);
        timers.set(
                ABSENCE, absence.id(), absence.startsAt().isBefore(now) ? now : absence.startsAt());
        journal.append(
                absence.person(),
                "absence.planned",
                actor,
                now,
                Map.of(
                        "deputy", absence.deputy(),
                        "startsAt", absence.startsAt(),
                        "endsAt", absence.endsAt()));
        changed();
        news.publishEvent(new AbsencePlanned(absence));
        return absence;
    }

    /// Ends an absence early, or calls off a planned one.
    @Transactional
    public void endAbsence(Viewer viewer, UUID id) {
        var absence =
                table.absence(id)
                        .orElseThrow(() -> Refusal.notFound("That absence is over or unknown."));
        if (!viewer.person().equals(absence.person())) {
            viewer.mustBe(Role.LEAD);
        }
        table.end(id);
        timers.clear(ABSENCE, id);
        journal.append(
                absence.person(), "absence.ended", viewer.actor(), clock.instant(), Map.of());
        changed();
    }

    @Override
    public String timerKind() {
        return ABSENCE;
    }

    @Override
    public void fire(Timer timer, Instant now) {
        changed();
        table.absence(timer.subject())
                .filter(a -> a.endsAt().isAfter(now))
                .ifPresent(a -> news.publishEvent(new AbsenceBegan(a.person(), a.deputy())));
    }

    private static String requireName(String name) {
        String clean = name.strip();
        if (clean.isEmpty()
                || clean.length() > 80
                || clean.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.invalid("name", "A name has 1 to 80 characters on one line.");
        }
        return clean;
    }

    private static Duration requireAnswerTime(Duration time) {
        if (time.isNegative() || time.isZero() || time.compareTo(Duration.ofDays(60)) > 0) {
            throw Refusal.invalid(
                    "firstAnswer",
                    "An answer time lies between one second and 60 days of working time.");
        }
        return time;
    }

    private static String sorted(Set<UUID> ids) {
        return String.join(" ", ids.stream().map(UUID::toString).sorted().toList());
    }
}
