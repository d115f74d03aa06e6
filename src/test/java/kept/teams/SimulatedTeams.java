package kept.teams;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kept.calendars.Calendars;
import kept.database.SimulatedWrites;
import kept.jobs.Timers;
import kept.journal.Journal;
import kept.simulator.Shelf;
import kept.simulator.Store;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/// People, units, absences and departures over rows in memory.
public record SimulatedTeams(Teams teams, Departures departures) {
    public static SimulatedTeams over(
            Store store,
            Calendars calendars,
            Timers timers,
            Journal journal,
            ApplicationEventPublisher news,
            Clock clock) {
        var table = new Table(store);
        var teams = new Teams(table, calendars, timers, journal, news, clock);
        return new SimulatedTeams(
                teams, new Departures(table, teams, timers, journal, news, clock));
    }

    public static Shelf<UUID, Person> people(Store store) {
        return store.shelf("person");
    }

    public static Shelf<UUID, Unit> units(Store store) {
        return store.shelf("unit");
    }

    public static Shelf<UUID, Absence> absences(Store store) {
        return store.shelf("absence");
    }

    public static Shelf<UUID, Departure> planned(Store store) {
        return store.shelf("departure");
    }

    private static final class Table extends TeamTable {
        private final Shelf<UUID, Person> people;
        private final Shelf<UUID, Unit> units;
        private final Shelf<UUID, Absence> absences;
        private final Shelf<UUID, Departure> departures;
        private final Shelf<UUID, UUID> hours;

        Table(Store store) {
            super(SimulatedWrites.noClient());
            this.people = SimulatedTeams.people(store);
            this.units = SimulatedTeams.units(store);
            this.absences = SimulatedTeams.absences(store);
            this.departures = planned(store);
            this.hours = store.shelf("hours");
        }

        @Override
        List<Person> people() {
            return people.all().stream()
                    .sorted(Comparator.comparing(Person::name).thenComparing(Person::id))
                    .toList();
        }

        @Override
        Optional<Person> person(UUID id) {
            return Optional.ofNullable(people.get(id));
        }

        @Override
        void insert(Person person, String locale, Instant at) {
            people.put(person.id(), person);
        }

        @Override
        boolean update(Person person, int expectedVersion) {
            var row = people.get(person.id());
            if (row == null || row.version() != expectedVersion) {
                return false;
            }
            people.put(
                    person.id(),
                    new Person(
                            person.id(),
                            person.name(),
                            row.email(),
                            person.role(),
                            person.zone(),
                            person.units(),
                            row.version() + 1,
                            Store.micros(person.leftAt())));
            return true;
        }

        @Override
        void plan(Departure d, UUID by) {
            departures.put(d.person(), d);
        }

        @Override
        void endDeparture(UUID person) {
            departures.remove(person);
        }

        @Override
        List<Departure> departures() {
            return departures.all().stream()
                    .sorted(
                            Comparator.comparing(Departure::leavesAt)
                                    .thenComparing(Departure::person))
                    .toList();
        }

        @Override
        Map<UUID, UUID> hours() {
            var all = new HashMap<UUID, UUID>();
            for (var person : people.all()) {
                var calendar = hours.get(person.id());
                if (calendar != null) {
                    all.put(person.id(), calendar);
                }
            }
            return all;
        }

        @Override
        void setHours(UUID person, @Nullable UUID calendar) {
            hours.remove(person);
            if (calendar != null) {
                hours.put(person, calendar);
            }
        }

        @Override
        void join(UUID from, UUID into) {
            for (var person : List.copyOf(people.all())) {
                if (person.units().contains(from) && !person.units().contains(into)) {
                    var both = new HashSet<>(person.units());
                    both.add(into);
                    people.put(
                            person.id(),
                            new Person(
                                    person.id(),
                                    person.name(),
                                    person.email(),
                                    person.role(),
                                    person.zone(),
                                    both,
                                    person.version(),
                                    person.leftAt()));
                }
            }
        }

        @Override
        boolean close(UUID unit, Instant at) {
            var row = units.get(unit);
            if (row == null || !row.open()) {
                return false;
            }
            units.put(
                    unit,
                    new Unit(
                            unit,
                            row.name(),
                            row.calendarId(),
                            row.firstAnswer(),
                            row.nextAnswer(),
                            row.version() + 1,
                            Store.micros(at)));
            return true;
        }

        @Override
        List<Unit> units() {
            return List.copyOf(units.all());
        }

        @Override
        void insert(Unit unit, Instant at) {
            units.put(unit.id(), unit);
        }

        @Override
        void insert(Absence absence) {
            absences.put(absence.id(), absence);
        }

        @Override
        Optional<Absence> absence(UUID id) {
            return Optional.ofNullable(absences.get(id));
        }

        @Override
        List<Absence> absencesFrom(Instant at) {
            return absences.all().stream()
                    .filter(a -> a.endsAt().isAfter(at))
                    .sorted(Comparator.comparing(Absence::startsAt).thenComparing(Absence::id))
                    .toList();
        }

        /// The column says that it ended; here the row goes.
        @Override
        void end(UUID absence) {
            absences.remove(absence);
        }
    }

    /// A unit that answers within a few hours.
    public static Unit unit(UUID id, String name, UUID calendar) {
        return new Unit(id, name, calendar, Duration.ofHours(4), Duration.ofHours(8), 0, null);
    }
}
