package kept.promises;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kept.calendars.Calendars;
import kept.jobs.Timers;
import kept.journal.Actor;
import kept.journal.Journal;
import kept.teams.Role;
import kept.teams.Teams;
import kept.teams.Viewer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/// Counts due times anew when the rules of time zones have changed: "Thursday by 5" stays Thursday by 5 on the wall, and
/// its instant moves. The first due time of a word never changes; its history says what moved and why.
@Service
public class MovedDues {
    private static final Logger log = LoggerFactory.getLogger(MovedDues.class);
    private static final int AT_ONCE = 500;
    private static final int SHOWN = 100;

    private final MovedDueTable table;
    private final PromiseTable promises;
    private final Zones zones;
    private final Calendars calendars;
    private final Teams teams;
    private final Journal journal;
    private final Timers timers;
    private final TransactionOperations transaction;
    private final Clock clock;

    MovedDues(
            MovedDueTable table,
            PromiseTable promises,
            Zones zones,
            Calendars calendars,
            Teams teams,
            Journal journal,
            Timers timers,
            TransactionOperations transaction,
            Clock clock) {
        this.table = table;
        this.promises = promises;
        this.zones = zones;
        this.calendars = calendars;
        this.teams = teams;
        this.journal = journal;
        this.timers = timers;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// What moved, the latest first.
    public List<MovedDue> latest(Viewer viewer) {
        viewer.mustBe(Role.OWNER);
        return table.latest(SHOWN);
    }

    /// Looks at every running word that was counted by other rules than today's.
    ///
    /// @return how many moved
    public int recount() {
        String tzdb = zones.version();
        int moved = 0;
        while (true) {
            var some = table.countedByOthers(tzdb, AT_ONCE);
            for (var id : some) {
                moved += Boolean.TRUE.equals(transaction.execute(_ -> moved(id, tzdb))) ? 1 : 0;
            }
            if (some.size() < AT_ONCE) {
                break;
            }
        }
        if (moved > 0) {
            log.warn(
                    "The rules of time zones changed to {}: {} due times moved. The page House, Mail and clock, lists them.",
                    tzdb,
                    moved);
        }
        return moved;
    }

    private boolean moved(UUID id, String tzdb) {
        var held = promises.hold(id).filter(p -> p.state().running() || p.state() == State.CLAIMED);
        if (held.isEmpty()) {
            return false;
        }
        var promise = held.get();
        var meant = table.meant(id);
        Instant due = zones.instant(meant.local(), meant.zone());
        if (due.equals(promise.due())) {
            table.countedBy(id, tzdb);
            return false;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var calendar = calendars.calendar(teams.unit(promise.words().unit()).calendarId());
        var after = promise.dueAt(due, Foresight.of(calendar, promise.times().givenAt(), due));
        var head =
                journal.append(
                        id,
                        promise.head(),
                        "promise.dueMoved",
                        Actor.KEPT,
                        now,
                        Map.of(
                                "before",
                                promise.due(),
                                "due",
                                due,
                                "zone",
                                meant.zone(),
                                "tzdb",
                                tzdb));
        table.move(after.endingAt(head), tzdb);
        table.insert(id, tzdb, meant.zone(), promise.due(), due, now);
        var wakeAt = after.course().wakeAt();
        if (wakeAt != null) {
            timers.set(Promises.TIMER, id, wakeAt);
        }
        return true;
    }
}
