package kept.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import kept.calendars.WorkCalendar;
import kept.jobs.SimulatedTimers;
import kept.journal.Entry;
import kept.journal.SimulatedJournal;
import kept.journal.SimulatedJournal.Tail;
import kept.promises.Promise;
import kept.promises.PromiseFact;
import kept.promises.SimulatedLedger;
import kept.promises.State;
import org.jspecify.annotations.Nullable;

/// What must be true of every move of a promise.
final class PromiseRules {
    private static final MoveTable MOVES = new MoveTable();
    private static final Duration PROVISIONAL = Duration.ofHours(48);

    private final Findings findings;
    private final Houses houses;
    private final Map<UUID, Promise> promises;
    private final Map<UUID, Tail> histories;
    private final Map<SimulatedTimers.Key, SimulatedTimers.Row> timers;
    private final Set<Told> told = new HashSet<>();
    private final Map<Told, String> toldNow = new HashMap<>();
    private final Set<UUID> moved = new HashSet<>();

    private record Told(UUID promise, int version) {}

    PromiseRules(Store store, Houses houses, Findings findings) {
        this.findings = findings;
        this.houses = houses;
        this.promises = SimulatedLedger.shelf(store).rows();
        this.histories = SimulatedJournal.shelf(store).rows();
        this.timers = SimulatedTimers.shelf(store).rows();
    }

    void committed(List<Change> changes, List<Object> facts, Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.MICROS);
        toldNow.clear();
        for (var fact : facts) {
            if (fact instanceof PromiseFact f) {
                var key = new Told(f.promise().id(), f.promise().version());
                findings.rule(told.add(key), "No fact of a promise is told twice.", fact);
                toldNow.put(key, fact.getClass().getSimpleName());
            }
        }
        for (var change : changes) {
            switch (change.shelf().name()) {
                case "promise" -> {
                    var after = (Promise) change.after();
                    if (after == null) {
                        findings.rule(false, "No promise ever disappears.", change);
                    } else {
                        step((Promise) change.before(), after, at);
                    }
                }
                case "timer" -> {
                    var key = (SimulatedTimers.Key) change.key();
                    if (key.kind().equals("promise")) {
                        watched(promises.get(key.subject()));
                    }
                }
                default -> {}
            }
        }
        findings.rule(toldNow.isEmpty(), "Facts tell of moves that were made.", toldNow);
    }

    private void step(@Nullable Promise before, Promise after, Instant now) {
        var tail = histories.get(after.id());
        var at = tail == null ? null : tail.at(after.version());
        if (at == null) {
            findings.rule(false, "Every move stands in the history.", after);
            return;
        }
        var entry = at.entry();
        findings.rule(
                after.version() == (before == null ? 1 : before.version() + 1)
                        && entry.position() == after.version(),
                "The version of a promise counts the entries of its history.",
                after);
        findings.rule(
                java.util.Arrays.equals(entry.hash(), after.head().hash()),
                "A promise knows the end of its history.",
                after);
        findings.rule(
                MOVES.allows(entry.kind(), before == null ? null : before.state(), after.state()),
                "Only moves of the table of moves are made.",
                before,
                after);
        findings.rule(entry.at().equals(now), "A move is written down when it is made.", entry);
        tells(entry, after);
        if (before == null) {
            begins(after, entry, now);
        } else {
            goesOn(before, after);
            switch (entry.kind()) {
                case "promise.broken" -> breaksByTime(after, now);
                case "promise.disputed" -> breaksByCustomer(after, now);
                case "promise.climbed" -> climbs(before, after, now);
                case "promise.claimed" -> isClaimed(after, now);
                case "promise.redated" -> isFollowed(before, after, now);
                case "promise.atRisk" -> isAtRisk(before, after, now);
                case "promise.warned" -> isWarned(before, after, now);
                case "promise.letPass" ->
                        findings.rule(
                                !now.isBefore(claimedAt(before).plus(PROVISIONAL)),
                                "A claim holds by itself only after 48 hours.",
                                before);
                case "promise.conditionMet" ->
                        findings.rule(
                                before.waitsForCondition() && now.isBefore(before.due()),
                                "A condition is met once, and before the due time.",
                                before);
                case "promise.movedToUnit" -> moved.add(after.id());
                default -> {}
            }
        }
        ends(after, now);
        watched(promises.get(after.id()));
    }

    private void tells(Entry entry, Promise after) {
        var key = new Told(after.id(), after.version());
        var wanted = MOVES.factsOf(entry.kind());
        var fact = toldNow.remove(key);
        findings.rule(
                wanted.isEmpty() ? fact == null : fact != null && wanted.contains(fact),
                "Each move is told by the fact that belongs to it.",
                entry,
                fact);
    }

    private void begins(Promise p, Entry entry, Instant now) {
        var words = p.words();
        findings.rule(
                p.times().givenAt().equals(now) && p.due().isAfter(now),
                "A word is given now, for a time to come.",
                p);
        findings.rule(
                !p.times().firstDue().isAfter(p.due()) || words.level() > 0,
                "The first due time is the due time of the first link.",
                p);
        findings.rule(
                entry.body().contains("\"giver\":\"" + words.giver() + "\"")
                        && entry.body().contains("\"firstDue\":\"" + p.times().firstDue() + "\""),
                "The first entry of a history says who gave the word, and until when.",
                entry);
        var previous = words.previous() == null ? null : promises.get(words.previous());
        if (words.level() == 0) {
            findings.rule(
                    words.previous() == null
                            && words.chain().equals(words.id())
                            && p.times().firstDue().equals(p.due()),
                    "The first link of a chain names the chain and follows nobody.",
                    p);
        } else {
            findings.rule(
                    previous != null
                            && words.id().equals(previous.words().next())
                            && previous.words().chain().equals(words.chain())
                            && previous.words().level() + 1 == words.level(),
                    "A link and the one before it point at each other, one level apart.",
                    p);
            findings.rule(
                    previous != null
                            && previous.times().firstDue().equals(p.times().firstDue())
                            && previous.words().saidText().equals(words.saidText())
                            && previous.words().visibility() == words.visibility()
                            && Objects.equals(previous.words().customerId(), words.customerId()),
                    "Re-dating changes neither what was said, nor to whom, nor the first due time.",
                    p);
        }
    }

    private void goesOn(Promise before, Promise after) {
        var was = before.words();
        var is = after.words();
        findings.rule(
                was.id().equals(is.id())
                        && was.chain().equals(is.chain())
                        && was.level() == is.level()
                        && Objects.equals(was.previous(), is.previous())
                        && was.saidText().equals(is.saidText())
                        && was.giver().equals(is.giver())
                        && was.kind().equals(is.kind())
                        && was.visibility() == is.visibility()
                        && Objects.equals(was.customerId(), is.customerId())
                        && before.times().givenAt().equals(after.times().givenAt())
                        && before.times().firstDue().equals(after.times().firstDue())
                        && before.due().equals(after.due()),
                "What was first said never changes.",
                after);
        findings.rule(
                before.open(), "What has ended, or was followed by another word, stays.", after);
        findings.rule(
                was.next() == null || was.next().equals(is.next()),
                "A link is followed by one link.",
                after);
        findings.rule(
                before.course().warnedAt() == null
                        || before.course().warnedAt().equals(after.course().warnedAt()),
                "A customer is told once that a word may be late.",
                after);
    }

    private void breaksByTime(Promise p, Instant now) {
        findings.rule(
                !now.isBefore(p.due()) && p.due().equals(p.course().brokenAt()),
                "Time breaks a word at its due time and never before, however late it is noticed.",
                p);
        findings.rule(
                !p.waitsForCondition(), "A word whose condition is not met does not break.", p);
        findings.rule(p.course().deliveredAt() == null, "What was delivered is not broken.", p);
    }

    private void breaksByCustomer(Promise p, Instant now) {
        findings.rule(
                now.equals(p.course().brokenAt()) && p.course().deliveredAt() == null,
                "A claim that does not hold is a word broken when the customer says so.",
                p);
    }

    private void climbs(Promise before, Promise after, Instant now) {
        int rung = after.course().rung();
        Instant brokenAt = Objects.requireNonNull(after.course().brokenAt());
        findings.rule(
                rung == before.course().rung() + 1 && rung <= 3,
                "A miss climbs one rung at a time, three at most.",
                after);
        findings.rule(
                before.course().wakeAt() != null && !now.isBefore(before.course().wakeAt()),
                "A miss climbs when its time has come.",
                before);
        findings.rule(
                Objects.equals(after.course().wakeAt(), nextRung(after, rung, brokenAt)),
                "A miss comes to the lead after an hour of work, to the owner after five.",
                after);
    }

    private @Nullable Instant nextRung(Promise p, int rung, Instant brokenAt) {
        WorkCalendar calendar = houses.calendarOf(p.words().unit());
        return switch (rung) {
            case 1 -> Store.micros(calendar.plus(brokenAt, Duration.ofHours(1)));
            case 2 -> Store.micros(calendar.plus(brokenAt, Duration.ofHours(5)));
            default -> null;
        };
    }

    private void isClaimed(Promise p, Instant now) {
        findings.rule(
                now.equals(p.course().deliveredAt())
                        && now.plus(PROVISIONAL).equals(p.course().wakeAt()),
                "A claim is provisional for 48 hours.",
                p);
    }

    private void isFollowed(Promise before, Promise after, Instant now) {
        UUID next = after.words().next();
        var link = next == null ? null : promises.get(next);
        findings.rule(
                before.words().next() == null && link != null,
                "Whoever re-dates a word gives the next link with it.",
                after);
        findings.rule(
                after.state() == State.BROKEN || now.isBefore(before.due()) || !runs(before),
                "A broken word that is re-dated stays broken.",
                after);
    }

    private static boolean runs(Promise p) {
        return p.state().running() && !p.waitsForCondition();
    }

    private void isAtRisk(Promise before, Promise after, Instant now) {
        findings.rule(
                !before.waitsForCondition() && now.isBefore(before.due()),
                "A word comes to be at risk while it runs.",
                after);
    }

    private void isWarned(Promise before, Promise after, Instant now) {
        findings.rule(
                before.course().warnedAt() == null
                        && now.equals(after.course().warnedAt())
                        && now.isBefore(after.due())
                        && after.customerKnows(),
                "A customer is warned of a word while it runs.",
                after);
    }

    private void ends(Promise p, Instant now) {
        boolean ended = p.state().ended();
        findings.rule(
                ended == (p.course().endedAt() != null),
                "A word has an end when it has ended, and only then.",
                p);
        switch (p.state()) {
            case KEPT, KEPT_LATE -> {
                Instant delivered = p.course().deliveredAt();
                findings.rule(
                        delivered != null
                                && !delivered.isAfter(now)
                                && delivered.isAfter(p.due()) == (p.state() == State.KEPT_LATE),
                        "Kept is what was delivered by the due time; all else is kept late.",
                        p);
            }
            case BROKEN ->
                    findings.rule(p.course().brokenAt() != null, "A broken word broke once.", p);
            case GIVEN, AT_RISK, CLAIMED, RENEGOTIATED, RELEASED, WITHDRAWN, VOID -> {}
        }
    }

    /// The row and its timer say the same, whoever moved which of them.
    private void watched(@Nullable Promise p) {
        if (p == null) {
            return;
        }
        var timer = timers.get(new SimulatedTimers.Key("promise", p.id()));
        Instant wakeAt = p.course().wakeAt();
        findings.rule(
                wakeAt == null
                        ? timer == null
                        : timer != null
                                && (timer.attempts() > 0 || timer.timer().dueAt().equals(wakeAt)),
                "A promise is looked at again when its row says so.",
                p,
                timer);
    }

    private static Instant claimedAt(Promise p) {
        return Objects.requireNonNull(p.course().deliveredAt());
    }

    /// After every timer that is due has fired: nothing stays silent past its limit.
    void atRest(Promise p, Instant now) {
        switch (p.state()) {
            case GIVEN, AT_RISK -> {
                if (p.waitsForCondition()) {
                    return;
                }
                findings.rule(now.isBefore(p.due()), "A word that runs is not past due.", p);
                findings.rule(
                        p.state() == State.AT_RISK || now.isBefore(p.times().riskAt()),
                        "A word is at risk from when its forecast says so.",
                        p);
            }
            case CLAIMED ->
                    findings.rule(
                            now.isBefore(claimedAt(p).plus(PROVISIONAL)),
                            "A claim ends after 48 hours.",
                            p);
            case BROKEN -> {
                Instant brokenAt = Objects.requireNonNull(p.course().brokenAt());
                int rung = p.course().rung();
                findings.rule(rung >= 1, "A broken word is its owner's at once.", p);
                if (rung < 3 && !moved.contains(p.id())) {
                    Instant next = nextRung(p, rung, brokenAt);
                    findings.rule(
                            next == null || now.isBefore(next),
                            "A broken word climbs by working time until somebody acts.",
                            p);
                }
            }
            case KEPT, KEPT_LATE, RENEGOTIATED, RELEASED, WITHDRAWN, VOID -> {}
        }
    }
}
