package kept.simulator;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kept.jobs.SimulatedTimers;
import kept.promises.Promise;
import kept.promises.SimulatedLedger;
import kept.teams.Absence;
import kept.teams.Person;
import kept.teams.Role;
import kept.teams.SimulatedTeams;

/// What must be true of who answers for a word.
final class PeopleRules {
    private final Findings findings;
    private final Houses houses;
    private final Map<UUID, Promise> promises;
    private final Map<UUID, Person> people;
    private final Map<UUID, Absence> absences;
    private final Map<SimulatedTimers.Key, SimulatedTimers.Row> timers;

    PeopleRules(Store store, Houses houses, Findings findings) {
        this.findings = findings;
        this.houses = houses;
        this.promises = SimulatedLedger.shelf(store).rows();
        this.people = SimulatedTeams.people(store).rows();
        this.absences = SimulatedTeams.absences(store).rows();
        this.timers = SimulatedTimers.shelf(store).rows();
    }

    void committed(List<Change> changes, Collection<UUID> open) {
        boolean all = false;
        for (var change : changes) {
            switch (change.shelf().name()) {
                case "person", "unit" -> all = true;
                case "promise" -> answeredFor((UUID) change.key());
                default -> {}
            }
        }
        if (all) {
            open.forEach(this::answeredFor);
            findings.rule(
                    people.values().stream().anyMatch(p -> p.active() && p.role() == Role.OWNER),
                    "The house has an owner.",
                    people.size());
        }
    }

    private void answeredFor(UUID id) {
        var p = promises.get(id);
        if (p == null || !p.open()) {
            return;
        }
        var owner = people.get(p.words().owner());
        findings.rule(
                owner != null && owner.active(),
                "No open word belongs to somebody who has left.",
                p);
        var unit = houses.unit(p.words().unit());
        findings.rule(
                unit != null && unit.open(), "No open word belongs to a unit that is closed.", p);
    }

    /// After every timer that is due has fired.
    void atRest(Promise p, Instant now) {
        UUID owner = p.words().owner();
        for (var absence : absences.values()) {
            findings.rule(
                    !absence.person().equals(owner) || !absence.covers(now) || begins(absence),
                    "Nobody who is away answers for an open word.",
                    absence,
                    p);
        }
    }

    /// Its timer stands less than a microsecond ahead.
    private boolean begins(Absence absence) {
        return timers.containsKey(new SimulatedTimers.Key("absence.begins", absence.id()));
    }
}
