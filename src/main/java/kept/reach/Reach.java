package kept.reach;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kept.journal.Journal;
import kept.kernel.Ids;
import kept.kernel.Refusal;
import kept.live.Live;
import kept.routing.Agents;
import kept.teams.Role;
import kept.teams.Viewer;
import kept.voice.Line;
import kept.voice.OurLines;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The front door to checks of our lines: when each is due, what they found, and what follows. Two faults in a row turn a line red, two
/// checks without a fault end it; in between it is looked at again after a minute.
@Service
class Reach {
    static final int IN_A_ROW = 2;

    private static final Logger log = LoggerFactory.getLogger(Reach.class);
    private static final UUID STREAM = UUID.fromString("00000000-0000-7000-8000-000000000088");
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final Duration KEPT_FOR = Duration.ofDays(40);

    private final ReachTable table;
    private final OurLines lines;
    private final Journal journal;
    private final Live live;
    private final Clock clock;

    Reach(ReachTable table, OurLines lines, Journal journal, Live live, Clock clock) {
        this.table = table;
        this.lines = lines;
        this.journal = journal;
        this.live = live;
        this.clock = clock;
    }

    /// Begins to watch lines that are new, and leaves those that are gone.
    @Transactional
    void followLines() {
        var gone = new HashSet<String>();
        table.watched().forEach(watched -> gone.add(watched.line()));
        for (var line : lines.all()) {
            if (!gone.remove(line.number())) {
                table.watch(line.number(), clock.instant().plus(AGAIN));
            }
        }
        gone.forEach(table::unwatch);
    }

    /// The next line to be checked, if one is due; no other program gets it.
    @Transactional
    Optional<Watched> claim() {
        return table.claim(clock.instant());
    }

    Watched watched(String line) {
        return table.watched(line)
                .orElseGet(() -> new Watched(line, 15, clock.instant().plus(AGAIN), 0, 0));
    }

    /// Says how often a line is called; 0 for never.
    @Transactional
    void every(Viewer viewer, String number, int minutes) {
        viewer.mustBe(Role.LEAD);
        var line = lines.get(number);
        if (minutes < 0 || minutes > 1440) {
            throw Refusal.invalid("minutes", "A line is called every 1 to 1440 minutes, or never.");
        }
        table.watch(line.number(), clock.instant());
        table.every(line.number(), minutes, next(minutes));
        journal.append(
                STREAM,
                "reach.every",
                viewer.actor(),
                clock.instant(),
                Map.of("line", line.number(), "minutes", minutes));
    }

    private Instant next(int minutes) {
        return minutes == 0 ? Instant.parse("9999-01-01T00:00:00Z") : clock.instant().plus(AGAIN);
    }

    /// The line is called as soon as possible.
    @Transactional
    void soon(Viewer viewer, String number) {
        viewer.mustBe(Role.LEAD);
        var line = lines.get(number);
        table.watch(line.number(), clock.instant());
        table.next(line.number(), clock.instant());
    }

    /// Writes down what a check found, and what follows from it.
    @Transactional
    Check found(Line line, Findings findings, Instant at, Duration took) {
        var check =
                new Check(
                        Ids.at(at),
                        line.number(),
                        at,
                        took,
                        findings.calls(),
                        findings.answerMillis(),
                        findings.soundMillis(),
                        findings.fault(),
                        findings.steps());
        table.insert(check);
        table.watch(line.number(), at);
        table.forget(at.minus(KEPT_FOR));
        int streak = table.streak(line.number(), check.ok());
        if (!check.ok()) {
            log.warn("A call to our line {} failed: {}.", line.number(), check.fault());
        }
        if (streak <= -IN_A_ROW) {
            lines.checkFailed(line, check.fault());
        } else if (streak >= IN_A_ROW) {
            lines.checkWorks(line);
        }
        var watched = watched(line.number());
        if (watched.minutes() == 0) {
            table.next(line.number(), next(0));
        } else if (!check.ok() || streak < IN_A_ROW) {
            table.next(line.number(), clock.instant().plus(AGAIN));
        }
        live.changed(Agents.TOPIC);
        return check;
    }

    List<Check> last(String line, int most) {
        return table.last(line, most);
    }

    List<ReachTable.Seen> seen(String line, Instant since) {
        return table.seen(line, since);
    }
}
