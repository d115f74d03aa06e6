package kept.teams;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kept.jobs.FiresTimers;
import kept.jobs.Timer;
import kept.jobs.Timers;
import kept.journal.Actor;
import kept.journal.Journal;
import kept.kernel.Refusal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// People who leave, at a time known before or at once: what they owe passes to a successor first, so nobody leaves with
/// an open word.
@Service
public class Departures implements FiresTimers {
    private static final String TIMER = "departure";

    private final TeamTable table;
    private final Teams teams;
    private final Timers timers;
    private final Journal journal;
    private final ApplicationEventPublisher news;
    private final Clock clock;

    Departures(
            TeamTable table,
            Teams teams,
            Timers timers,
            Journal journal,
            ApplicationEventPublisher news,
            Clock clock) {
        this.table = table;
        this.teams = teams;
        this.timers = timers;
        this.journal = journal;
        this.news = news;
        this.clock = clock;
    }

    /// Plans a departure, in place of an earlier plan; one that is not in the future happens at once.
    ///
    /// @throws Refusal if the successor cannot take over, or nobody could answer for the house
    @Transactional
    public void plan(Viewer viewer, UUID person, Instant leavesAt, UUID successor) {
        viewer.mustBe(Role.OWNER);
        var leaving = teams.person(person);
        if (!leaving.active()) {
            throw Refusal.conflict(leaving.name() + " has left already.");
        }
        if (person.equals(successor)) {
            throw Refusal.invalid("successor", "Nobody can take over from himself.");
        }
        if (!teams.person(successor).active()
                || !teams.person(successor).role().atLeast(Role.AGENT)) {
            throw Refusal.invalid("successor", "Name somebody who is here and works on cases.");
        }
        teams.mustNotBeLastOwner(leaving);
        Instant at = leavesAt.truncatedTo(ChronoUnit.MICROS);
        var departure = new Departure(person, at, successor);
        table.plan(departure, viewer.person());
        journal.append(
                person,
                "person.leaves",
                viewer.actor(),
                clock.instant(),
                Map.of("at", at, "successor", successor));
        if (at.isAfter(clock.instant())) {
            timers.set(TIMER, person, at);
            news.publishEvent(new DeparturePlanned(departure));
        } else {
            leave(departure, viewer.actor());
        }
    }

    @Transactional
    public void callOff(Viewer viewer, UUID person) {
        viewer.mustBe(Role.OWNER);
        table.endDeparture(person);
        timers.clear(TIMER, person);
        journal.append(person, "person.stays", viewer.actor(), clock.instant(), Map.of());
    }

    /// Those that are planned, the next one first.
    public List<Departure> planned() {
        return table.departures();
    }

    @Override
    public String timerKind() {
        return TIMER;
    }

    @Override
    public void fire(Timer timer, Instant now) {
        table.departures().stream()
                .filter(d -> d.person().equals(timer.subject()))
                .findFirst()
                .ifPresent(d -> leave(d, Actor.KEPT));
    }

    private void leave(Departure departure, Actor actor) {
        var person = teams.person(departure.person());
        if (!person.active()) {
            table.endDeparture(person.id());
            return;
        }
        teams.passDeputyships(actor, person, departure.successor());
        news.publishEvent(new PersonHandsOver(person.id(), present(departure, person)));
        table.endDeparture(person.id());
        teams.letGo(actor, person);
    }

    /// The successor may have left meanwhile, or be away.
    private UUID present(Departure departure, Person leaving) {
        Instant now = clock.instant();
        var successor = teams.person(departure.successor());
        var heirs = new ArrayList<Person>();
        if (successor.active()) {
            heirs.add(teams.standIn(successor, now));
        }
        leaving.units().stream().sorted().map(teams::answersFor).forEach(heirs::add);
        teams.owners().stream().map(owner -> teams.standIn(owner, now)).forEach(heirs::add);
        heirs.addAll(teams.owners());
        return heirs.stream()
                .filter(heir -> !heir.id().equals(leaving.id()))
                .findFirst()
                .orElseThrow()
                .id();
    }
}
