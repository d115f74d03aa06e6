package kept.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kept.journal.Actor;
import kept.kernel.EmailAddress;
import kept.teams.Person;
import kept.teams.Role;
import kept.teams.SimulatedTeams;
import kept.teams.Unit;

/// What happens to the people of the house, its units and the wishes of its customers.
final class PeopleMoves {
    static final List<Move> ALL =
            List.of(
                    new Move("plan absence", 8, PeopleMoves::planAbsence),
                    new Move("end absence", 4, PeopleMoves::endAbsence),
                    new Move("plan departure", 4, PeopleMoves::planDeparture),
                    new Move("call off departure", 1, PeopleMoves::callOff),
                    new Move("let go", 2, PeopleMoves::letGo),
                    new Move("join", 4, PeopleMoves::join),
                    new Move("change person", 4, PeopleMoves::change),
                    new Move("shift hours", 6, PeopleMoves::shift),
                    new Move("found unit", 2, PeopleMoves::found),
                    new Move("dissolve unit", 2, PeopleMoves::dissolve),
                    new Move("quiet hours", 4, PeopleMoves::quiet));

    private PeopleMoves() {}

    private static void planAbsence(World w) {
        var person = w.somebody();
        var deputy = w.somebody();
        Instant from = w.clock.instant().plus(w.span()).minus(Duration.ofHours(4));
        Instant until = from.plus(w.span()).plusSeconds(3_600);
        var viewer = w.dice.nextBoolean() ? w.owner() : w.viewer();
        w.ask(
                "plan absence",
                person.id(),
                false,
                () ->
                        w.engine()
                                .teams()
                                .plan(viewer, person.id(), deputy.id(), from, until, "away"));
    }

    private static void endAbsence(World w) {
        var known = List.copyOf(SimulatedTeams.absences(w.store()).rows().keySet());
        if (!known.isEmpty()) {
            UUID id = w.one(known);
            var viewer = w.owner();
            w.ask("end absence", id, true, () -> w.engine().teams().endAbsence(viewer, id));
        }
    }

    private static void planDeparture(World w) {
        var person = w.somebody();
        var successor = w.one(List.copyOf(w.people()));
        Instant at = w.clock.instant().plus(w.span()).minus(Duration.ofHours(2));
        var viewer = w.owner();
        w.ask(
                "plan departure",
                person.id(),
                false,
                () -> w.engine().departures().plan(viewer, person.id(), at, successor.id()));
    }

    private static void callOff(World w) {
        var person = w.somebody();
        var viewer = w.owner();
        w.ask(
                "call off departure",
                person.id(),
                false,
                () -> w.engine().departures().callOff(viewer, person.id()));
    }

    private static void letGo(World w) {
        var person = w.somebody();
        var viewer = w.owner();
        w.ask("let go", person.id(), false, () -> w.engine().teams().offboard(viewer, person.id()));
    }

    private static void join(World w) {
        if (w.people().stream().filter(Person::active).count() > 9) {
            return;
        }
        int number = w.people().size();
        var role = w.dice.nextInt(4) == 0 ? Role.LEAD : Role.AGENT;
        var units = someUnits(w);
        w.ask(
                "join",
                null,
                false,
                () ->
                        w.engine()
                                .teams()
                                .add(
                                        Actor.KEPT,
                                        "Person " + number,
                                        EmailAddress.of("person" + number + "@example.com"),
                                        role,
                                        ZoneId.of("Europe/Vienna"),
                                        units));
    }

    private static Set<UUID> someUnits(World w) {
        var units = new HashSet<UUID>();
        units.add(w.someUnit().id());
        if (w.dice.nextBoolean()) {
            units.add(w.someUnit().id());
        }
        return units;
    }

    private static void change(World w) {
        var person = w.somebody();
        if (person.id().equals(House.OWNER)) {
            return;
        }
        var role = w.one(List.of(Role.VIEWER, Role.AGENT, Role.AGENT, Role.LEAD));
        var units = someUnits(w);
        var viewer = w.owner();
        w.ask(
                "change person",
                person.id(),
                true,
                () ->
                        w.engine()
                                .teams()
                                .change(
                                        viewer,
                                        person.id(),
                                        person.version(),
                                        person.name(),
                                        role,
                                        person.zone(),
                                        units));
    }

    private static void shift(World w) {
        var person = w.somebody();
        var hours = w.dice.nextInt(3) == 0 ? null : w.one(House.HOURS);
        var viewer = w.owner();
        w.ask(
                "shift hours",
                person.id(),
                false,
                () -> w.engine().teams().setHours(viewer, person.id(), hours));
    }

    private static void found(World w) {
        if (SimulatedTeams.units(w.store()).rows().values().stream().filter(Unit::open).count()
                > 4) {
            return;
        }
        int number = SimulatedTeams.units(w.store()).rows().size();
        UUID calendar = w.someUnit().calendarId();
        w.ask(
                "found unit",
                null,
                false,
                () ->
                        w.engine()
                                .teams()
                                .addUnit(
                                        Actor.KEPT,
                                        "Unit " + number,
                                        calendar,
                                        Duration.ofHours(4),
                                        Duration.ofHours(8)));
    }

    private static void dissolve(World w) {
        var unit = w.someUnit();
        var into = w.someUnit();
        var viewer = w.owner();
        w.ask(
                "dissolve unit",
                unit.id(),
                true,
                () -> w.engine().teams().dissolve(viewer, unit.id(), into.id()));
    }

    private static void quiet(World w) {
        UUID customer = w.one(House.CUSTOMERS);
        boolean none = w.dice.nextInt(3) == 0;
        var from = none ? null : LocalTime.of(w.dice.nextInt(24), 0);
        var until = none ? null : LocalTime.of(w.dice.nextInt(24), 30);
        var viewer = w.owner();
        w.ask(
                "quiet hours",
                customer,
                false,
                () -> w.engine().customers().keepQuiet(viewer, customer, from, until));
    }
}
