package kept.promises;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kept.calendars.Interval;
import kept.calendars.WorkCalendar;
import kept.database.Writes;
import kept.jobs.FiresTimers;
import kept.jobs.Timer;
import kept.jobs.Timers;
import kept.kernel.Refusal;
import kept.teams.AbsenceBegan;
import kept.teams.Person;
import kept.teams.PersonHandsOver;
import kept.teams.PersonLeaves;
import kept.teams.Role;
import kept.teams.Teams;
import kept.teams.UnitDissolves;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// No word is without somebody who is there to keep it: it passes on by rule when its owner is away, leaves, or goes home
/// before it falls due; and no unit ends with one.
@Component
class Successions implements FiresTimers {
    private static final String SHIFT = "shift";
    private static final int DAYS_BACK = 14;

    private final PromiseTable table;
    private final Promises promises;
    private final Teams teams;
    private final Timers timers;
    private final Writes writes;
    private final Clock clock;

    Successions(
            PromiseTable table,
            Promises promises,
            Teams teams,
            Timers timers,
            Writes writes,
            Clock clock) {
        this.table = table;
        this.promises = promises;
        this.teams = teams;
        this.timers = timers;
        this.writes = writes;
        this.clock = clock;
    }

    @EventListener
    void on(AbsenceBegan absence) {
        passAll(absence.person(), absence.deputy(), "absence");
    }

    @EventListener
    void on(PersonHandsOver leaving) {
        passAll(leaving.person(), leaving.to(), "departure");
    }

    private void passAll(UUID person, UUID to, String because) {
        writes.flush();
        table.openOwnedBy(person).stream()
                .map(Promise::id)
                .sorted()
                .forEach(id -> promises.passOn(id, to, because));
    }

    @EventListener
    void on(PersonLeaves leaving) {
        writes.flush();
        var left = table.openOwnedBy(leaving.person());
        if (!left.isEmpty()) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT,
                    "",
                    "%d open %s still %s to this person. Hand them over first, or name a successor."
                            .formatted(
                                    left.size(),
                                    left.size() == 1 ? "promise" : "promises",
                                    left.size() == 1 ? "belongs" : "belong"),
                    left.stream().map(Promises::brief).toList());
        }
    }

    @EventListener
    void on(UnitDissolves dissolving) {
        writes.flush();
        table.openOfUnit(dissolving.unit()).forEach(id -> promises.moveTo(id, dissolving.into()));
    }

    // --- the end of a shift

    /// Whoever works at hours of his own may go home before his word falls due.
    @EventListener
    void on(PromiseFact fact) {
        var promise = fact.promise();
        boolean newOwner =
                fact instanceof PromiseGiven
                        || fact instanceof PromiseRedated
                        || fact instanceof PromiseHandedOver;
        if (!newOwner || !teams.hasOwnHours(promise.words().owner())) {
            return;
        }
        Instant end =
                shiftEnd(
                        teams.hoursOf(promise.words().owner(), promise.words().unit()),
                        promise.due());
        if (end != null && end.isAfter(clock.instant())) {
            timers.set(SHIFT, promise.id(), end);
        }
    }

    /// The last end of work before the due time; null if he works until then.
    static @Nullable Instant shiftEnd(WorkCalendar hours, Instant due) {
        var day = due.atZone(hours.zone()).toLocalDate();
        for (int back = 0; back <= DAYS_BACK; back++) {
            for (Interval open : hours.openOn(day.minusDays(back)).reversed()) {
                if (open.from().isBefore(due)) {
                    return open.to().isBefore(due) ? open.to() : null;
                }
            }
        }
        return null;
    }

    @Override
    public String timerKind() {
        return SHIFT;
    }

    @Override
    public void fire(Timer timer, Instant now) {
        var promise = promises.hold(timer.subject());
        UUID owner = promise.words().owner();
        if (!promise.state().running() || !teams.hasOwnHours(owner)) {
            return;
        }
        onDuty(promise, now)
                .ifPresentOrElse(
                        person -> promises.passOn(promise.id(), person.id(), "end of shift"),
                        () ->
                                promises.putAtRisk(
                                        promise.id(), "nobody of the unit works before it is due"));
    }

    /// Somebody of the unit who works before it falls due, the one with the fewest words to keep.
    private Optional<Person> onDuty(Promise promise, Instant now) {
        UUID unit = promise.words().unit();
        List<Person> candidates =
                teams.activePeople().stream()
                        .filter(p -> p.role().atLeast(Role.AGENT) && p.units().contains(unit))
                        .filter(p -> !p.id().equals(promise.words().owner()))
                        .filter(p -> teams.absenceOf(p.id()).isEmpty())
                        .filter(p ->
                                !teams.hoursOf(p.id(), unit).between(now, promise.due()).isZero())
                        .toList();
        var load = table.openCounts(candidates.stream().map(Person::id).toList());
        return candidates.stream()
                .min(
                        Comparator.<Person>comparingInt(p -> load.getOrDefault(p.id(), 0))
                                .thenComparing(Person::id));
    }
}
