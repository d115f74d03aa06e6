package kept.voice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kept.contacts.Contact;
import kept.contacts.Contacts;
import kept.contacts.State;
import kept.database.Writes;
import kept.journal.Actor;
import kept.journal.Journal;
import kept.kernel.Ids;
import kept.kernel.Refusal;
import kept.live.Live;
import kept.promises.NewPromise;
import kept.promises.Promise;
import kept.promises.Promises;
import kept.promises.Visibility;
import kept.routing.Agents;
import kept.routing.Queues;
import kept.teams.Role;
import kept.teams.Teams;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Whether our lines carry what callers say. Three cuts within an hour, calls of our own that fail, or clear signs turn a line red: somebody owes its repair from then on, with
/// a due time; callers go to the fallback queue of the line; and everybody at the telephone reads it. It is green again an hour after
/// the last cut, or when somebody says so.
@Service
class LineHealth {
    /// The kind of promise to mend a line.
    static final String REPAIR = "line repair";

    static final int DROPS = 3;

    private static final Logger log = LoggerFactory.getLogger(LineHealth.class);
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final Duration REPAIR_WITHIN = Duration.ofHours(4);

    private final LineIncidentTable table;
    private final Contacts contacts;
    private final Promises promises;
    private final Queues queues;
    private final Teams teams;
    private final Journal journal;
    private final Writes writes;
    private final Live live;
    private final Clock clock;

    LineHealth(
            LineIncidentTable table,
            Contacts contacts,
            Promises promises,
            Queues queues,
            Teams teams,
            Journal journal,
            Writes writes,
            Live live,
            Clock clock) {
        this.table = table;
        this.contacts = contacts;
        this.promises = promises;
        this.queues = queues;
        this.teams = teams;
        this.journal = journal;
        this.writes = writes;
        this.live = live;
        this.clock = clock;
    }

    /// Lines that are red now.
    List<LineIncident> red() {
        return table.open();
    }

    boolean isRed(String line) {
        return table.open().stream().anyMatch(incident -> incident.line().equals(line));
    }

    /// A call on the line was cut off; true if the line turns red by it.
    @Transactional
    boolean dropped(Contact contact) {
        String line = contact.party().line();
        if (isRed(line)) {
            return false;
        }
        int drops = dropsOf(line);
        return drops >= DROPS
                && turnRed(
                        line,
                        contact.spot().queue(),
                        LineIncident.Cause.DROPS,
                        drops,
                        "%d callers were cut off within an hour".formatted(drops));
    }

    /// Something else is wrong with a line: it turns red, unless it is so already.
    ///
    /// @param why what failed, as a part of a sentence
    @Transactional
    boolean failed(Line line, LineIncident.Cause cause, String why) {
        return !isRed(line.number()) && turnRed(line.number(), line.queue(), cause, 0, why);
    }

    /// What turned it red for this cause is over.
    @Transactional
    void works(String line, LineIncident.Cause cause) {
        table.open().stream()
                .filter(incident -> incident.line().equals(line) && incident.cause() == cause)
                .forEach(this::green);
    }

    /// Red times of a line that were not over at a time, newest first.
    List<LineIncident> since(String line, Instant since) {
        return table.since(line, since);
    }

    private int dropsOf(String line) {
        return (int)
                contacts.endedSince(State.DROPPED, clock.instant().minus(WINDOW)).stream()
                        .filter(other -> other.party().line().equals(line))
                        .count();
    }

    private boolean turnRed(
            String line, @Nullable UUID waitsIn, LineIncident.Cause cause, int drops, String why) {
        Instant now = clock.instant();
        var queue = Optional.ofNullable(waitsIn).map(queues.byId()::get);
        UUID unit = queue.map(q -> q.unit()).orElseGet(() -> teams.frontUnit().id());
        var word =
                promises.giveByRule(
                        new NewPromise(
                                null,
                                null,
                                REPAIR,
                                shortened(
                                        "The line %s is red: %s. Find out the cause, and mend it."
                                                .formatted(line, why)),
                                "phone",
                                null,
                                REPAIR_WITHIN,
                                null,
                                unit,
                                null,
                                Visibility.INTERNAL,
                                null));
        writes.flush();
        var incident =
                new LineIncident(
                        Ids.at(now), line, now, null, drops, word.id(), cause, shortened(why));
        if (!table.insert(incident)) {
            throw Refusal.conflict("The line is red already.");
        }
        journal.append(
                incident.id(),
                "line.red",
                Actor.KEPT,
                now,
                Map.of("line", line, "cause", cause.word(), "drops", drops, "promise", word.id()));
        log.warn("The line {} is red: {}. Somebody owes its repair now.", line, why);
        live.changed(Agents.TOPIC);
        return true;
    }

    private static String shortened(String text) {
        return text.length() > 400 ? text.substring(0, 400) + "…" : text;
    }

    /// Says that the line works again; the word to mend it is kept.
    @Transactional
    void mended(Viewer viewer, UUID id) {
        viewer.mustBe(Role.LEAD);
        var incident =
                table.open().stream()
                        .filter(one -> one.id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> Refusal.notFound("This line is not red any more."));
        close(incident, viewer.actor());
    }

    /// Lines that are red for cuts, and on which nobody was cut off for an hour.
    List<LineIncident> quiet() {
        return table.open().stream()
                .filter(incident -> incident.cause() == LineIncident.Cause.DROPS)
                .filter(incident -> clock.instant().isAfter(incident.openedAt().plus(WINDOW)))
                .filter(incident -> dropsOf(incident.line()) == 0)
                .toList();
    }

    /// It is green again by itself.
    @Transactional
    void green(LineIncident incident) {
        close(incident, Actor.KEPT);
    }

    private void close(LineIncident incident, Actor actor) {
        if (table.close(incident.id(), clock.instant())) {
            journal.append(
                    incident.id(),
                    "line.green",
                    actor,
                    clock.instant(),
                    Map.of("line", incident.line()));
            promises.find(incident.promise())
                    .filter(Promise::open)
                    .ifPresent(word -> promises.fulfil(actor, word.id(), "the line works again"));
            live.changed(Agents.TOPIC);
        }
    }
}
