package kept.promises;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import kept.calendars.Calendars;
import kept.calendars.WorkCalendar;
import kept.database.Writes;
import kept.jobs.FiresTimers;
import kept.jobs.Timer;
import kept.jobs.Timers;
import kept.journal.Actor;
import kept.journal.Entry;
import kept.journal.Journal;
import kept.kernel.Cursor;
import kept.kernel.Ids;
import kept.kernel.Refusal;
import kept.kernel.Slice;
import kept.teams.Role;
import kept.teams.Teams;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The ledger's front door: words are given, moved and read here, and time is let pass over them.
@Service
public class Promises implements FiresTimers {
    static final String TIMER = "promise";
    private static final Duration TO_THE_LEAD = Duration.ofHours(1);
    private static final Duration TO_THE_OWNER = Duration.ofHours(4);
    private static final int TOP_RUNG = 3;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final PromiseTable table;
    private final Writes writes;
    private final Journal journal;
    private final Timers timers;
    private final Teams teams;
    private final Calendars calendars;
    private final Zones zones;
    private final PromiseCheck check;
    private final ApplicationEventPublisher news;
    private final Clock clock;

    Promises(
            PromiseTable table,
            Writes writes,
            Journal journal,
            Timers timers,
            Teams teams,
            Calendars calendars,
            Zones zones,
            PromiseCheck check,
            ApplicationEventPublisher news,
            Clock clock) {
        this.table = table;
        this.writes = writes;
        this.journal = journal;
        this.timers = timers;
        this.teams = teams;
        this.calendars = calendars;
        this.zones = zones;
        this.check = check;
        this.news = news;
        this.clock = clock;
    }

    // --- giving

    /// Gives a word on behalf of the house; from here on the engine watches it.
    @Transactional
    public Promise give(Viewer viewer, NewPromise said) {
        viewer.mustBe(Role.AGENT);
        UUID owner = said.owner() == null ? viewer.person() : said.owner();
        return give(viewer.actor(), viewer.person().toString(), owner, said);
    }

    /// A word that the house gives by rule, such as the reply it owes for a mail that came in.
    @Transactional
    public Promise giveByRule(NewPromise said) {
        UUID owner = said.owner() == null ? teams.answersFor(said.unit()).id() : said.owner();
        return give(Actor.KEPT, "kept", owner, said);
    }

    private Promise give(Actor actor, String giver, UUID owner, NewPromise said) {
        Instant now = now();
        Instant due = said.due(now).truncatedTo(ChronoUnit.MICROS);
        var unit = teams.unit(said.unit());
        if (!unit.open()) {
            throw Refusal.invalid(
                    "unit", unit.name() + " is closed. Name the unit that took over.");
        }
        UUID id = Ids.at(now);
        UUID present = presentOwner(owner, now);
        var foresight = foresight(said.unit(), said.kind(), now, due);
        var words =
                new Promise.Words(
                        id,
                        id,
                        0,
                        null,
                        null,
                        said.caseId(),
                        said.customerId(),
                        said.kind(),
                        said.saidText(),
                        giver,
                        said.channel(),
                        present,
                        said.unit(),
                        said.visibility(),
                        said.condition());
        var promise =
                Promise.given(
                        words,
                        new Promise.Times(
                                now,
                                said.windowStart(),
                                due,
                                due,
                                foresight.remindAt(),
                                foresight.riskAt()));
        var given = open(promise, said.dueAt() != null, actor, "promise.given", now);
        news.publishEvent(new PromiseGiven(given));
        return given;
    }

    private Foresight foresight(UUID unit, String kind, Instant givenAt, Instant due) {
        return Foresight.of(
                calendarOf(unit),
                givenAt,
                due,
                check.fallsBelow(Foresight.LIKELY, unit, kind, givenAt, due).orElse(null));
    }

    private Foresight foresight(Promise p) {
        return foresight(p.words().unit(), p.words().kind(), p.times().givenAt(), p.due());
    }

    private UUID presentOwner(UUID owner, Instant now) {
        var person = teams.person(owner);
        if (!person.active()) {
            throw Refusal.invalid("owner", person.name() + " has left. Name somebody who is here.");
        }
        return teams.standIn(person, now).id();
    }

    /// @param onTheWall whether a time of day was meant, and not a length of time from now
    private Promise open(
            Promise promise, boolean onTheWall, Actor actor, String kind, Instant now) {
        byte[] salt = new byte[16];
        RANDOM.nextBytes(salt);
        var facts = new HashMap<String, @Nullable Object>();
        facts.putAll(firstFacts(promise, salt));
        facts.put("due", promise.due());
        facts.put("owner", promise.words().owner());
        var head = journal.append(promise.id(), promise.head(), kind, actor, now, present(facts));
        var opened = promise.endingAt(head);
        table.insert(
                writes,
                opened,
                salt,
                onTheWall ? meant(opened) : null,
                opened.words().level() == 0 ? chance(opened) : null);
        setTimer(opened);
        return opened;
    }

    /// What the check says of it at this moment, kept to be compared with what becomes of it.
    private @Nullable Double chance(Promise given) {
        var chance =
                check.chance(
                        given.words().unit(),
                        given.words().kind(),
                        given.times().givenAt(),
                        given.due());
        return chance.isPresent() ? chance.getAsDouble() : null;
    }

    private DueAsMeant meant(Promise promise) {
        return DueAsMeant.of(
                promise.due(), calendarOf(promise.words().unit()).zone(), zones.version());
    }

    /// What the first entry of its history says, and what must always agree with the row.
    static Map<String, Object> firstFacts(Promise promise, byte[] salt) {
        var words = promise.words();
        return Map.of(
                "chain", words.chain(),
                "level", words.level(),
                "kind", words.kind(),
                "giver", words.giver(),
                "firstDue", promise.times().firstDue(),
                "visibility", words.visibility().word(),
                "said", saltedHash(salt, words.saidText()));
    }

    private static String saltedHash(byte[] salt, String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    // --- reading

    /// @throws Refusal `NOT_FOUND` if there is none that this viewer may see
    @Transactional(readOnly = true)
    public Promise get(Viewer viewer, UUID id) {
        return visible(viewer, table.find(id));
    }

    @Transactional(readOnly = true)
    public Slice<Promise> list(
            Viewer viewer, PromiseFilter filter, @Nullable Cursor after, int limit) {
        return Slice.of(
                table.list(filter, viewer, after, limit + 1),
                limit,
                last -> new Cursor(last.due(), last.id()).text());
    }

    /// All links of a chain, the first one first.
    public List<Promise> chain(Promise link) {
        return table.chain(link.words().chain());
    }

    /// The code that the customer holds of a word, as it is printed.
    public String receiptOf(UUID id) {
        String code = table.receiptOf(id);
        return code.isEmpty() ? "" : new Receipt(code).printed();
    }

    /// The words with that code which this viewer may see; more than one is hardly possible.
    public List<Promise> byReceipt(Viewer viewer, Receipt receipt) {
        return table.byReceipt(receipt.code()).stream().filter(p -> sees(viewer, p)).toList();
    }

    /// What makes the hash of a word's text its own.
    public byte[] saltOf(UUID id) {
        return table.saltOf(id);
    }

    /// The history of a word that the caller may see.
    public List<Entry> historyOf(UUID id) {
        return journal.of(id);
    }

    /// One whose case or unit the caller has already been allowed to see.
    public Optional<Promise> find(UUID id) {
        return table.find(id);
    }

    /// The promise as its row stands, held against others until the transaction ends: for a module that moves what hangs
    /// on it, also while time passes over it.
    public Promise holdAsItStands(UUID id) {
        return table.hold(id).orElseThrow(Promises::unknown);
    }

    /// Promises that the caller has already been allowed to see.
    public Map<UUID, Promise> byIds(List<UUID> ids) {
        return table.byIds(ids);
    }

    /// Every word on a case that the caller has already been allowed to see.
    public List<Promise> ofCase(UUID caseId) {
        return table.ofCase(caseId);
    }

    public List<Promise> openOfCase(UUID caseId) {
        return table.openOfCase(caseId);
    }

    /// Broken words of others that have climbed to this viewer: to a lead from his units, to the owner from the house.
    public List<Promise> climbedTo(Viewer viewer) {
        if (!viewer.role().atLeast(Role.LEAD)) {
            return List.of();
        }
        int rung = viewer.role() == Role.OWNER ? TOP_RUNG : TOP_RUNG - 1;
        return table.brokenFrom(rung, viewer, 200);
    }

    /// True if a word on this case is the viewer's to keep, or his unit's.
    public boolean binds(Viewer viewer, UUID caseId) {
        return table.ofCase(caseId).stream()
                .anyMatch(p ->
                        viewer.seesUnit(p.words().unit())
                                || p.words().owner().equals(viewer.person()));
    }

    /// For each case the open word that falls due first.
    public Map<UUID, Promise> nextOfCases(List<UUID> cases) {
        var next = new HashMap<UUID, Promise>();
        table.openOfCases(cases)
                .forEach(p ->
                        next.putIfAbsent(java.util.Objects.requireNonNull(p.words().caseId()), p));
        return next;
    }

    /// The words on one customer, for his own page and the timeline.
    public List<Promise> ofCustomer(UUID customerId, int limit) {
        return table.list(
                new PromiseFilter(
                        java.util.Set.of(), null, null, null, customerId, null, null, false),
                null,
                null,
                limit);
    }

    /// A promise whose customer is asking: nobody else's is found.
    public Promise ofCustomer(UUID customerId, UUID id) {
        return table.find(id)
                .filter(p -> customerId.equals(p.words().customerId()))
                .filter(p -> p.words().visibility() == Visibility.CUSTOMER)
                .orElseThrow(Promises::unknown);
    }

    @Transactional(readOnly = true)
    public List<Entry> history(Viewer viewer, UUID id) {
        return journal.of(get(viewer, id).id());
    }

    private static boolean sees(Viewer viewer, Promise p) {
        return viewer.seesUnit(p.words().unit())
                || p.words().owner().equals(viewer.person())
                || p.words().giver().equals(viewer.person().toString());
    }

    private static Promise visible(Viewer viewer, Optional<Promise> found) {
        return found.filter(p -> sees(viewer, p)).orElseThrow(Promises::unknown);
    }

    private static Refusal unknown() {
        return Refusal.notFound("There is no promise with that id.");
    }

    // --- moves by the house

    @Transactional
    public Promise claim(
            Viewer viewer, UUID id, @Nullable Integer version, @Nullable String evidence) {
        return move(
                viewer,
                id,
                version,
                "promise.claimed",
                Map.of(),
                (p, now) -> p.claimed(evidence, now),
                PromiseClaimed::new);
    }

    @Transactional
    public Promise confirm(Viewer viewer, UUID id, @Nullable Integer version) {
        return move(
                viewer,
                id,
                version,
                "promise.confirmed",
                Map.of(),
                Promise::confirmed,
                PromiseKept::new);
    }

    @Transactional
    public Promise dispute(Viewer viewer, UUID id, @Nullable Integer version, String words) {
        return move(
                viewer,
                id,
                version,
                "promise.disputed",
                Map.of(),
                (p, now) -> p.disputed(said("words", words), now),
                PromiseDisputed::new);
    }

    @Transactional
    public Promise release(
            Viewer viewer, UUID id, @Nullable Integer version, @Nullable String reason) {
        return move(
                viewer,
                id,
                version,
                "promise.released",
                Map.of(),
                (p, now) -> p.released(reason, now),
                PromiseReleased::new);
    }

    @Transactional
    public Promise withdraw(Viewer viewer, UUID id, @Nullable Integer version, String reason) {
        return move(
                viewer,
                id,
                version,
                "promise.withdrawn",
                Map.of(),
                (p, now) -> p.withdrawn(said("reason", reason), now),
                PromiseWithdrawn::new);
    }

    /// Only a lead or the owner may say that a record never was a promise.
    @Transactional
    public Promise declareVoid(Viewer viewer, UUID id, @Nullable Integer version, String reason) {
        viewer.mustBe(Role.LEAD);
        return move(
                viewer,
                id,
                version,
                "promise.voided",
                Map.of(),
                (p, now) -> p.voided(said("reason", reason), now),
                PromiseVoided::new);
    }

    @Transactional
    public Promise conditionMet(Viewer viewer, UUID id, @Nullable Integer version) {
        return move(
                viewer,
                id,
                version,
                "promise.conditionMet",
                Map.of(),
                (p, now) -> {
                    if (!now.isBefore(p.due())) {
                        throw Refusal.conflict(
                                "The time passed while we waited for the customer. Agree on another time.");
                    }
                    return p.conditionMet(now);
                },
                PromiseConditionMet::new);
    }

    @Transactional
    public Promise handOver(Viewer viewer, UUID id, @Nullable Integer version, UUID to) {
        return move(
                viewer,
                id,
                version,
                "promise.handedOver",
                Map.of("to", to),
                (p, now) -> p.handedTo(presentOwner(to, now)),
                PromiseHandedOver::new);
    }

    /// Gives another time: the next link of the chain, which keeps the first due and counts one level up.
    @Transactional
    public Promise redate(
            Viewer viewer,
            UUID id,
            @Nullable Integer version,
            Instant dueAt,
            @Nullable Instant windowStart,
            String reason) {
        viewer.mustBe(Role.AGENT);
        var before = settled(visible(viewer, table.hold(id)), version, now());
        return nextLink(
                before, viewer.actor(), viewer.person().toString(), dueAt, windowStart, reason);
    }

    private Promise nextLink(
            Promise before,
            Actor actor,
            String giver,
            Instant dueAt,
            @Nullable Instant windowStart,
            String reason) {
        Instant now = now();
        var said = before.words();
        Instant due =
                new NewPromise(
                                said.caseId(),
                                said.customerId(),
                                said.kind(),
                                said.saidText(),
                                said.channel(),
                                dueAt,
                                null,
                                windowStart,
                                said.unit(),
                                said.owner(),
                                said.visibility(),
                                said.condition())
                        .due(now)
                        .truncatedTo(ChronoUnit.MICROS);
        UUID link = Ids.at(now);
        String why = said("reason", reason);
        var old =
                save(
                        before,
                        before.redated(link, why, now),
                        "promise.redated",
                        actor,
                        now,
                        Map.of("next", link, "due", due));
        var foresight = foresight(said.unit(), said.kind(), now, due);
        var next =
                Promise.given(
                        new Promise.Words(
                                link,
                                said.chain(),
                                said.level() + 1,
                                said.id(),
                                null,
                                said.caseId(),
                                said.customerId(),
                                said.kind(),
                                said.saidText(),
                                giver,
                                said.channel(),
                                presentOwner(said.owner(), now),
                                said.unit(),
                                said.visibility(),
                                before.waitsForCondition() ? said.condition() : null),
                        new Promise.Times(
                                now,
                                windowStart,
                                before.times().firstDue(),
                                due,
                                foresight.remindAt(),
                                foresight.riskAt()));
        var opened = open(next, true, actor, "promise.given", now);
        news.publishEvent(new PromiseRedated(opened, old, why));
        return opened;
    }

    /// Keeps the open words of one kind on a case by a deed that shows itself, such as an answer.
    @Transactional
    public void fulfil(Actor actor, UUID caseId, String kind, String evidence) {
        for (var open : table.openOfCase(caseId)) {
            if (open.words().kind().equals(kind) && open.state() != State.CLAIMED) {
                fulfil(actor, open.id(), evidence);
            }
        }
    }

    /// Keeps one open word by a deed that shows itself.
    @Transactional
    public Promise fulfil(Actor actor, UUID id, String evidence) {
        Instant now = now();
        var current = settled(table.hold(id).orElseThrow(Promises::unknown), null, now);
        var kept =
                save(
                        current,
                        current.fulfilled(evidence, now),
                        "promise.fulfilled",
                        actor,
                        now,
                        Map.of("evidence", evidence));
        news.publishEvent(new PromiseKept(kept));
        return kept;
    }

    // --- moves by the customer

    @Transactional
    public Promise confirmByCustomer(UUID customer, UUID id) {
        return byCustomer(customer, id, "promise.confirmed", Promise::confirmed, PromiseKept::new);
    }

    @Transactional
    public Promise disputeByCustomer(UUID customer, UUID id, String words) {
        return byCustomer(
                customer,
                id,
                "promise.disputed",
                (p, now) -> p.disputed(said("words", words), now),
                PromiseDisputed::new);
    }

    @Transactional
    public Promise releaseByCustomer(UUID customer, UUID id) {
        return byCustomer(
                customer,
                id,
                "promise.released",
                (p, now) -> p.released(null, now),
                PromiseReleased::new);
    }

    /// The customer accepts another time that we named; the word stays that of whoever gave it.
    @Transactional
    public Promise redateByCustomer(UUID customer, UUID id, Instant dueAt, String reason) {
        ofCustomer(customer, id);
        var before = hold(id);
        return nextLink(
                before, Actor.customer(customer), before.words().giver(), dueAt, null, reason);
    }

    /// The customer chose a window for what we owe him anyway; the word stays that of whoever gave it.
    @Transactional
    public Promise redateByCustomerToWindow(UUID id, Instant from, Instant until, String reason) {
        var before = hold(id);
        var customer = before.words().customerId();
        return nextLink(
                before,
                customer == null ? Actor.KEPT : Actor.customer(customer),
                before.words().giver(),
                until,
                from,
                reason);
    }

    private Promise byCustomer(
            UUID customer,
            UUID id,
            String kind,
            BiFunction<Promise, Instant, Promise> step,
            Function<Promise, PromiseFact> fact) {
        ofCustomer(customer, id);
        return moved(
                table.hold(id).orElseThrow(Promises::unknown),
                null,
                kind,
                Actor.customer(customer),
                Map.of(),
                step,
                fact);
    }

    // --- moves by other parts of the house

    /// The promise as it is now, held against others until the transaction ends.
    @Transactional
    public Promise hold(UUID id) {
        return settled(table.hold(id).orElseThrow(Promises::unknown), null, now());
    }

    /// Somebody sees already that it may be late, so nobody waits for the time at which we would look.
    /// Nothing happens if it is not running quietly any more.
    @Transactional
    public Promise putAtRisk(UUID id, String because) {
        var before = hold(id);
        if (before.state() != State.GIVEN || before.waitsForCondition()) {
            return before;
        }
        var after =
                save(
                        before,
                        before.atRisk(),
                        "promise.atRisk",
                        Actor.KEPT,
                        now(),
                        Map.of("because", because));
        news.publishEvent(new PromiseAtRisk(after));
        return after;
    }

    /// The customer was told that it may be late; `facts` say what he was told, and how.
    @Transactional
    public Promise told(Actor actor, UUID id, Map<String, ?> facts) {
        Instant now = now();
        var before = hold(id);
        return save(before, before.warned(now), "promise.warned", actor, now, facts);
    }

    /// Passes it on by a rule; `because` says which. Nothing happens if it has ended or is his already.
    @Transactional
    void passOn(UUID id, UUID to, String because) {
        Instant now = now();
        var held = table.hold(id).orElseThrow(Promises::unknown);
        UUID owner = presentOwner(to, now);
        if (held.open() && !held.words().owner().equals(owner)) {
            var after =
                    save(
                            held,
                            held.handedTo(owner),
                            "promise.handedOver",
                            Actor.KEPT,
                            now,
                            Map.of("because", because));
            news.publishEvent(new PromiseHandedOver(after));
        }
    }

    /// Another unit answers for it, because its own is dissolved.
    @Transactional
    void moveTo(UUID id, UUID unit) {
        var held = table.hold(id).orElseThrow(Promises::unknown);
        if (held.open()) {
            save(
                    held,
                    held.movedTo(unit),
                    "promise.movedToUnit",
                    Actor.KEPT,
                    now(),
                    Map.of("unit", unit));
        }
    }

    /// Writes into its history what changes nothing of its state.
    @Transactional
    public void note(Actor actor, UUID id, String kind, Map<String, ?> facts) {
        var before = hold(id);
        save(before, before, kind, actor, now(), facts);
    }

    // --- how a move is made

    private Promise move(
            Viewer viewer,
            UUID id,
            @Nullable Integer version,
            String kind,
            Map<String, ?> facts,
            BiFunction<Promise, Instant, Promise> step,
            Function<Promise, PromiseFact> fact) {
        viewer.mustBe(Role.AGENT);
        return moved(
                visible(viewer, table.hold(id)), version, kind, viewer.actor(), facts, step, fact);
    }

    private Promise moved(
            Promise found,
            @Nullable Integer version,
            String kind,
            Actor actor,
            Map<String, ?> facts,
            BiFunction<Promise, Instant, Promise> step,
            Function<Promise, PromiseFact> fact) {
        Instant now = now();
        var before = settled(found, version, now);
        var after = save(before, step.apply(before, now), kind, actor, now, facts);
        news.publishEvent(fact.apply(after));
        return after;
    }

    /// What time alone would have done comes first, so that no move depends on how late a timer is.
    private Promise settled(Promise found, @Nullable Integer version, Instant now) {
        if (version != null && version != found.version()) {
            throw Refusal.lostRace(
                    "This promise has moved on since you looked. Look again, then act.");
        }
        return letPass(found, now);
    }

    private Promise save(
            Promise before,
            Promise after,
            String kind,
            Actor actor,
            Instant now,
            Map<String, ?> facts) {
        var all = new HashMap<String, @Nullable Object>(facts);
        all.put("state", after.state().wire());
        if (!before.words().owner().equals(after.words().owner())) {
            all.put("owner", after.words().owner());
        }
        var head = journal.append(before.id(), before.head(), kind, actor, now, present(all));
        var saved = after.endingAt(head);
        writes.flush();
        if (!table.update(saved, before.version())) {
            throw Refusal.lostRace(
                    "This promise has moved on since you looked. Look again, then act.");
        }
        setTimer(saved);
        return saved;
    }

    private void setTimer(Promise promise) {
        Instant wakeAt = promise.course().wakeAt();
        if (wakeAt == null) {
            timers.clear(TIMER, promise.id());
        } else {
            timers.set(TIMER, promise.id(), wakeAt);
        }
    }

    // --- time

    @Override
    public String timerKind() {
        return TIMER;
    }

    @Override
    public void fire(Timer timer, Instant now) {
        table.hold(timer.subject()).ifPresent(promise -> letPass(promise, now));
    }

    private Promise letPass(Promise promise, Instant now) {
        var current = promise;
        for (var turn : promise.passTime(now)) {
            var after = turn.after().endingAt(current.head());
            if (turn.kind() == Promise.Turn.Kind.REMINDER) {
                // half of the time is gone, and more is known than when it was given
                after = after.foreseen(foresight(after));
            }
            if (turn.kind() == Promise.Turn.Kind.CLIMBED) {
                after = after.lookAgain(nextLook(after));
            }
            current =
                    save(
                            current,
                            after,
                            "promise." + word(turn.kind()),
                            Actor.KEPT,
                            now,
                            late(current, turn, now));
            var fact = fact(turn.kind(), current);
            if (fact != null) {
                news.publishEvent(fact);
            }
        }
        return current;
    }

    private static String word(Promise.Turn.Kind kind) {
        return switch (kind) {
            case REMINDER -> "reminded";
            case AT_RISK -> "atRisk";
            case BROKEN -> "broken";
            case CLIMBED -> "climbed";
            case PROVISIONALLY_KEPT -> "letPass";
            case STILL_WAITING -> "stillWaiting";
        };
    }

    private static @Nullable PromiseFact fact(Promise.Turn.Kind kind, Promise promise) {
        return switch (kind) {
            case REMINDER -> new PromiseReminder(promise);
            case AT_RISK -> new PromiseAtRisk(promise);
            case BROKEN -> new PromiseBroken(promise);
            case CLIMBED -> new PromiseClimbed(promise);
            case PROVISIONALLY_KEPT -> new PromiseKept(promise);
            case STILL_WAITING -> null;
        };
    }

    /// Marks what we noticed late, because we were down or busy.
    private static Map<String, ?> late(Promise before, Promise.Turn turn, Instant now) {
        Instant wakeAt = before.course().wakeAt();
        if (wakeAt == null || turn.kind() == Promise.Turn.Kind.CLIMBED) {
            return Map.of();
        }
        Instant meant = turn.kind() == Promise.Turn.Kind.BROKEN ? before.due() : wakeAt;
        Duration behind = Duration.between(meant, now);
        return behind.compareTo(Duration.ofSeconds(30)) > 0
                ? Map.of("noticedLateBy", behind)
                : Map.of();
    }

    /// Owner at once, the unit's lead after an hour of work, the owner of the house four hours of work later.
    private @Nullable Instant nextLook(Promise climbed) {
        Instant from = climbed.course().brokenAt() == null ? now() : climbed.course().brokenAt();
        return switch (climbed.course().rung()) {
            case 1 -> calendarOf(climbed.words().unit()).plus(from, TO_THE_LEAD);
            case 2 -> calendarOf(climbed.words().unit()).plus(from, TO_THE_LEAD.plus(TO_THE_OWNER));
            default -> null;
        };
    }

    /// How many rungs the ladder has: owner, lead, owner of the house.
    public static int topRung() {
        return TOP_RUNG;
    }

    /// A promise in few words, for a list of what stands in the way.
    public static Map<String, Object> brief(Promise promise) {
        return Map.of(
                "id", promise.id().toString(),
                "kind", promise.words().kind(),
                "saidText", promise.words().saidText(),
                "state", promise.state().wire(),
                "currentDue", promise.due().toString());
    }

    private WorkCalendar calendarOf(UUID unit) {
        return calendars.calendar(teams.unit(unit).calendarId());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String said(String field, String text) {
        String clean = text.strip();
        if (clean.isEmpty() || clean.length() > 2_000) {
            throw Refusal.invalid(field, "Give the %s in 1 to 2,000 characters.".formatted(field));
        }
        return clean;
    }

    private static Map<String, Object> present(Map<String, @Nullable Object> facts) {
        var present = new HashMap<String, Object>();
        facts.forEach((key, value) -> {
            if (value != null) {
                present.put(key, value);
            }
        });
        return present;
    }
}
