package kept.cases;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import kept.calendars.Calendars;
import kept.customers.Customers;
import kept.database.Writes;
import kept.files.Files;
import kept.journal.Actor;
import kept.journal.ChainHead;
import kept.journal.Chained;
import kept.journal.Entry;
import kept.journal.Journal;
import kept.kernel.Cursor;
import kept.kernel.Ids;
import kept.kernel.Refusal;
import kept.kernel.Slice;
import kept.promises.NewPromise;
import kept.promises.Promise;
import kept.promises.Promises;
import kept.promises.Visibility;
import kept.teams.PersonHandsOver;
import kept.teams.PersonLeaves;
import kept.teams.Role;
import kept.teams.Teams;
import kept.teams.Unit;
import kept.teams.UnitDissolves;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The front door to cases: opened, spoken on, sorted, resolved and found here.
@Service
public class Cases implements Chained {
    /// The kind of promise that a customer who wrote is owed: an answer.
    public static final String REPLY = "reply";

    private static final long COUNTS_FRESH = Duration.ofSeconds(3).toNanos();
    private static final int MOST_COUNTED = 20_000;

    private final CaseTable table;
    private final CaseNumbers numbers;
    private final Customers customers;
    private final Teams teams;
    private final Calendars calendars;
    private final Promises promises;
    private final Files files;
    private final Journal journal;
    private final Writes writes;
    private final ApplicationEventPublisher news;
    private final Clock clock;
    private final Map<UUID, Counted> counted = new ConcurrentHashMap<>();

    Cases(
            CaseTable table,
            CaseNumbers numbers,
            Customers customers,
            Teams teams,
            Calendars calendars,
            Promises promises,
            Files files,
            Journal journal,
            Writes writes,
            ApplicationEventPublisher news,
            Clock clock) {
        this.table = table;
        this.numbers = numbers;
        this.customers = customers;
        this.teams = teams;
        this.calendars = calendars;
        this.promises = promises;
        this.files = files;
        this.journal = journal;
        this.writes = writes;
        this.news = news;
        this.clock = clock;
    }

    // --- opening and speaking

    /// Opens a case. If the customer waits for an answer, the reply we owe is a promise from this moment on.
    @Transactional
    public Case open(Viewer viewer, NewCase matter) {
        viewer.mustBe(Role.AGENT);
        return open(viewer.actor(), matter);
    }

    /// Opens a case for what came in by itself, such as a mail.
    @Transactional
    public Case openByChannel(NewCase matter) {
        return open(Actor.customer(matter.customerId()), matter);
    }

    private Case open(Actor actor, NewCase matter) {
        Instant now = now();
        var unit = matter.unit() == null ? teams.frontUnit() : teams.unit(matter.unit());
        UUID id = Ids.at(now);
        long number = numbers.next();
        var first = matter.first();
        boolean asks = first.direction() == Message.Direction.INBOUND;
        var head =
                journal.append(
                        id,
                        ChainHead.NONE,
                        "case.opened",
                        actor,
                        now,
                        Map.of(
                                "number", number,
                                "customer", matter.customerId(),
                                "unit", unit.id(),
                                "channel", first.channel().word()));
        var opened =
                new Case(
                        id,
                        number,
                        matter.customerId(),
                        matter.subject(),
                        first.channel(),
                        false,
                        asks,
                        unit.id(),
                        matter.owner(),
                        matter.priority(),
                        matter.tags(),
                        "",
                        now,
                        now,
                        null,
                        head);
        table.insert(writes, opened);
        var message = keep(opened, actor, first, now);
        if (asks && first.channel().leavesAQuestion()) {
            owe(opened, unit, unit.firstAnswer(), now);
        }
        news.publishEvent(new CaseOpened(opened, message));
        return opened;
    }

    /// Opens a case for a letter of an old mailbox, under the letter's own date. It owes no answer, sends nothing and is
    /// no news to anybody; unless it stays open it is resolved.
    @Transactional
    public Case openPast(NewCase matter, Instant writtenAt, boolean staysOpen) {
        Instant at = writtenAt.truncatedTo(ChronoUnit.MICROS);
        var unit = teams.frontUnit();
        var first = matter.first();
        UUID id = Ids.past(at);
        long number = numbers.next();
        var head =
                journal.append(
                        id,
                        ChainHead.NONE,
                        "case.imported",
                        Actor.KEPT,
                        now(),
                        Map.of(
                                "number", number,
                                "customer", matter.customerId(),
                                "unit", unit.id(),
                                "channel", first.channel().word(),
                                "written", at));
        var opened =
                new Case(
                                id,
                                number,
                                matter.customerId(),
                                matter.subject(),
                                first.channel(),
                                false,
                                false,
                                unit.id(),
                                matter.owner(),
                                matter.priority(),
                                matter.tags(),
                                "",
                                at,
                                at,
                                null,
                                head)
                        .imported(staysOpen, at);
        table.insert(writes, opened);
        keepPast(opened, first, at);
        return opened;
    }

    /// Adds a letter of an old mailbox to its conversation. If it is the last word there and no promise is open, it decides
    /// whether the case is open.
    @Transactional
    public void addPast(UUID id, NewMessage said, Instant writtenAt, boolean staysOpen) {
        Instant at = writtenAt.truncatedTo(ChronoUnit.MICROS);
        var before = table.hold(id).orElseThrow(Cases::unknown);
        boolean decides = !at.isBefore(before.updatedAt()) && promises.openOfCase(id).isEmpty();
        var message = keepPast(before, said, at);
        save(
                before,
                decides ? before.imported(staysOpen, at) : before,
                "case.letterImported",
                Actor.KEPT,
                now(),
                Map.of("message", message.id(), "written", at));
    }

    private Message keepPast(Case theCase, NewMessage said, Instant at) {
        var actor =
                said.direction() == Message.Direction.INBOUND
                        ? Actor.customer(theCase.customerId())
                        : Actor.KEPT;
        return keep(theCase, actor, said, Ids.past(at), at);
    }

    private Message keep(Case theCase, Actor actor, NewMessage said, Instant now) {
        return keep(theCase, actor, said, Ids.at(now), now);
    }

    private Message keep(Case theCase, Actor actor, NewMessage said, UUID id, Instant now) {
        var kept = new ArrayList<Message.Attachment>();
        for (var file : said.attachments()) {
            kept.add(
                    new Message.Attachment(
                            Ids.at(now),
                            files.keep(file.content()),
                            file.name(),
                            file.type(),
                            file.content().length,
                            file.contentId()));
        }
        var message =
                new Message(
                        id,
                        theCase.id(),
                        said.direction(),
                        actor.text(),
                        said.authorName(),
                        said.address(),
                        said.subject(),
                        said.text(),
                        said.folded(),
                        said.html(),
                        said.channel(),
                        said.proven(),
                        said.mailId(),
                        now,
                        kept);
        table.insert(writes, message);
        return message;
    }

    private void owe(Case theCase, Unit unit, Duration answer, Instant now) {
        var calendar = calendars.calendar(unit.calendarId());
        promises.giveByRule(
                new NewPromise(
                        theCase.id(),
                        theCase.customerId(),
                        REPLY,
                        "We answer what you wrote about \"%s\".".formatted(theCase.subject()),
                        "rule",
                        calendar.plus(now, answer),
                        null,
                        null,
                        unit.id(),
                        theCase.owner(),
                        Visibility.INTERNAL,
                        null));
    }

    /// The house says something on a case: an answer to the customer, or a note to itself. Recording what the
    /// customer said by another way counts as his message.
    @Transactional
    public Message say(Viewer viewer, UUID id, NewMessage said) {
        viewer.mustBe(Role.AGENT);
        return said(visible(viewer, table.hold(id)), viewer.actor(), said);
    }

    /// The customer says something on a case, by mail or on his page.
    @Transactional
    public Message hear(UUID id, NewMessage said) {
        var theCase = table.hold(id).orElseThrow(Cases::unknown);
        return said(theCase, Actor.customer(theCase.customerId()), said);
    }

    /// Kept itself notes something on a case, such as a mail that did not arrive; it is our move then.
    @Transactional
    public Message noteByRule(UUID id, NewMessage said) {
        return said(table.hold(id).orElseThrow(Cases::unknown), Actor.KEPT, said);
    }

    private Message said(Case before, Actor actor, NewMessage said) {
        Instant now = now();
        var message = keep(before, actor, said, now);
        boolean anew = before.resolved();
        var after =
                switch (said.direction()) {
                    case INBOUND -> before.heard(now);
                    case OUTBOUND -> before.answered(now);
                    case NOTE -> before.noted(now);
                };
        var saved =
                save(
                        before,
                        after,
                        "case." + said.direction().word(),
                        actor,
                        now,
                        Map.of("message", message.id(), "channel", said.channel().word()));
        switch (said.direction()) {
            case OUTBOUND -> promises.fulfil(actor, before.id(), REPLY, "message:" + message.id());
            case INBOUND -> {
                if (said.channel().leavesAQuestion() && !owesReply(before.id())) {
                    var unit = teams.unit(before.unit());
                    owe(saved, unit, anew ? unit.firstAnswer() : unit.nextAnswer(), now);
                }
            }
            case NOTE -> {}
        }
        news.publishEvent(new MessageAdded(saved, message));
        return message;
    }

    private boolean owesReply(UUID id) {
        return promises.openOfCase(id).stream().anyMatch(p -> p.words().kind().equals(REPLY));
    }

    /// Gives a word on a case: to its customer, from its unit unless another is named. The case is held meanwhile,
    /// so that nobody resolves it in the same moment; one that was resolved is open again.
    @Transactional
    public Promise give(Viewer viewer, UUID id, Function<Case, NewPromise> word) {
        viewer.mustBe(Role.AGENT);
        var theCase = visible(viewer, table.hold(id));
        var given = promises.give(viewer, word.apply(theCase));
        if (theCase.resolved()) {
            reopen(viewer, id, null);
        }
        return given;
    }

    // --- state

    /// @throws CaseHasOpenPromises while a word on it is open
    @Transactional
    public Case resolve(Viewer viewer, UUID id, @Nullable Integer version, String how) {
        viewer.mustBe(Role.AGENT);
        var before = expected(visible(viewer, table.hold(id)), version);
        var open = promises.openOfCase(id);
        if (!open.isEmpty()) {
            throw new CaseHasOpenPromises(open);
        }
        Instant now = now();
        String words = how.strip();
        if (words.length() > 2_000) {
            throw Refusal.invalid(
                    "resolution", "Say in at most 2,000 characters how it was resolved.");
        }
        var saved =
                save(
                        before,
                        before.resolved(words, now),
                        "case.resolved",
                        viewer.actor(),
                        now,
                        Map.of());
        news.publishEvent(new CaseResolved(saved));
        return saved;
    }

    @Transactional
    public Case reopen(Viewer viewer, UUID id, @Nullable Integer version) {
        viewer.mustBe(Role.AGENT);
        Instant now = now();
        var before = expected(visible(viewer, table.hold(id)), version);
        var saved =
                save(before, before.reopened(now), "case.reopened", viewer.actor(), now, Map.of());
        news.publishEvent(new CaseReopened(saved));
        return saved;
    }

    /// Sets unit, owner, priority and tags.
    @Transactional
    public Case sort(
            Viewer viewer,
            UUID id,
            @Nullable Integer version,
            UUID unit,
            @Nullable UUID owner,
            Priority priority,
            List<String> tags) {
        viewer.mustBe(Role.AGENT);
        Instant now = now();
        teams.unit(unit);
        UUID present = owner == null ? null : teams.standIn(teams.person(owner), now).id();
        var before = expected(visible(viewer, table.hold(id)), version);
        var facts = new HashMap<String, Object>();
        facts.put("unit", unit);
        facts.put("priority", priority.word());
        if (present != null) {
            facts.put("owner", present);
        }
        var saved =
                save(
                        before,
                        before.sorted(unit, present, priority, tags, now),
                        "case.sorted",
                        viewer.actor(),
                        now,
                        facts);
        news.publishEvent(new CaseSorted(saved));
        return saved;
    }

    /// Raises the priority of a case because its customer asked for more than its owner gives.
    @Transactional
    public void press(UUID id, Priority priority) {
        var before = table.hold(id).orElseThrow(Cases::unknown);
        Instant now = now();
        var saved =
                save(
                        before,
                        before.sorted(before.unit(), before.owner(), priority, before.tags(), now),
                        "case.pressed",
                        Actor.customer(before.customerId()),
                        now,
                        Map.of("priority", priority.word()));
        news.publishEvent(new CaseSorted(saved));
    }

    // --- nobody who leaves and no unit that ends keeps a case

    @EventListener
    void on(PersonHandsOver leaving) {
        writes.flush();
        table.openOwnedBy(leaving.person())
                .forEach(id -> passOn(id, c -> c.unit(), _ -> leaving.to()));
    }

    @EventListener
    void on(PersonLeaves leaving) {
        writes.flush();
        table.openOwnedBy(leaving.person()).forEach(id -> passOn(id, c -> c.unit(), _ -> null));
    }

    @EventListener
    void on(UnitDissolves dissolving) {
        writes.flush();
        table.openOfUnit(dissolving.unit())
                .forEach(id -> passOn(id, _ -> dissolving.into(), c -> c.owner()));
        table.moveEnded(dissolving.unit(), dissolving.into());
    }

    private interface NewOwner {
        @Nullable UUID of(Case before);
    }

    private void passOn(UUID id, Function<Case, UUID> unit, NewOwner owner) {
        var before = table.hold(id).orElseThrow(Cases::unknown);
        Instant now = now();
        UUID to = owner.of(before);
        var facts = new HashMap<String, Object>();
        facts.put("unit", unit.apply(before));
        if (to != null) {
            facts.put("owner", to);
        }
        var saved =
                save(
                        before,
                        before.sorted(
                                unit.apply(before), to, before.priority(), before.tags(), now),
                        "case.passedOn",
                        Actor.KEPT,
                        now,
                        facts);
        news.publishEvent(new CaseSorted(saved));
    }

    private static Case expected(Case found, @Nullable Integer version) {
        if (version != null && version != found.version()) {
            throw Refusal.lostRace("This case has changed since you looked. Look again, then act.");
        }
        return found;
    }

    private Case save(
            Case before, Case after, String kind, Actor actor, Instant now, Map<String, ?> facts) {
        var all = new HashMap<String, Object>(facts);
        all.put("state", after.state());
        var head = journal.append(before.id(), before.head(), kind, actor, now, all);
        var saved = after.endingAt(head);
        writes.flush();
        if (!table.update(saved, before.version())) {
            throw Refusal.lostRace("This case has changed since you looked. Look again, then act.");
        }
        return saved;
    }

    // --- reading

    /// @throws Refusal `NOT_FOUND` if there is none that this viewer may see
    public Case get(Viewer viewer, UUID id) {
        return visible(viewer, table.find(id));
    }

    public Case byNumber(Viewer viewer, long number) {
        return visible(viewer, table.byNumber(number));
    }

    /// For channels and the customer's own page, which have proved in another way that they may see it.
    public Optional<Case> find(UUID id) {
        return table.find(id);
    }

    public Optional<Case> findByNumber(long number) {
        return table.byNumber(number);
    }

    /// A case is seen by its unit, by its owner, and by whoever must keep a word that was given on it.
    private Case visible(Viewer viewer, Optional<Case> found) {
        return found.filter(c ->
                        viewer.seesUnit(c.unit())
                                || viewer.person().equals(c.owner())
                                || promises.binds(viewer, c.id()))
                .orElseThrow(Cases::unknown);
    }

    private static Refusal unknown() {
        return Refusal.notFound("There is no case with that id.");
    }

    public Slice<Case> list(Viewer viewer, CaseFilter filter, @Nullable Cursor after, int limit) {
        var theirs =
                filter.customerId() == null
                        ? List.<UUID>of()
                        : customers.allIds(filter.customerId());
        return Slice.of(
                table.list(filter, theirs, viewer, after, limit + 1),
                limit,
                last ->
                        new Cursor(
                                        filter.sort() == CaseFilter.Sort.UPDATED
                                                ? last.updatedAt()
                                                : last.createdAt(),
                                        last.id())
                                .text());
    }

    public Map<UUID, Case> byIds(List<UUID> ids) {
        var found = new HashMap<UUID, Case>();
        table.findAll(ids.stream().distinct().toList()).forEach(c -> found.put(c.id(), c));
        return found;
    }

    /// A message by which a customer was heard.
    public record Heard(UUID message, UUID caseId) {}

    /// What customers who had written before wrote with ids from this one on, oldest first: on a case with an earlier
    /// letter of theirs, or beside another case.
    public List<Heard> heardAgainSince(UUID from, int limit) {
        return table.heardAgainSince(from, limit);
    }

    /// The cases of a customer, or of those merged into him, that were opened since then; newest first.
    public List<Case> ofCustomerSince(UUID customer, Instant since, int limit) {
        return table.ofCustomersSince(customers.allIds(customer), since, limit);
    }

    /// The thread of a case, oldest first.
    public Slice<Message> messages(Viewer viewer, UUID id, @Nullable UUID after, int limit) {
        get(viewer, id);
        return Slice.of(table.messages(id, after, limit + 1), limit, last -> last.id().toString());
    }

    /// The end of the thread, for a case the caller may see.
    public List<Message> latestMessages(UUID id, int limit) {
        return table.latestMessages(id, limit);
    }

    /// One message of a case this viewer may see.
    public Message message(Viewer viewer, UUID id) {
        var message =
                table.message(id)
                        .orElseThrow(() -> Refusal.notFound("There is no message with that id."));
        get(viewer, message.caseId());
        return message;
    }

    public List<Entry> history(Viewer viewer, UUID id) {
        return journal.of(get(viewer, id).id());
    }

    /// How much is open among what this viewer sees, as of a few seconds ago.
    public Counts counts(Viewer viewer) {
        long now = System.nanoTime();
        var known = counted.get(viewer.person());
        if (known != null && now - known.readAt() < COUNTS_FRESH && known.viewer().equals(viewer)) {
            return known.counts();
        }
        var rows = table.counts(viewer);
        var counts =
                new Counts(
                        rows.stream().mapToLong(CaseTable.Count::open).sum(),
                        rows.stream().mapToLong(CaseTable.Count::ourMove).sum(),
                        rows.stream().mapToLong(CaseTable.Count::mine).sum(),
                        rows.stream().mapToLong(CaseTable.Count::unowned).sum());
        if (counted.size() > MOST_COUNTED) {
            counted.clear();
        }
        counted.put(viewer.person(), new Counted(viewer, counts, now));
        return counts;
    }

    private record Counted(Viewer viewer, Counts counts, long readAt) {}

    /// Numbers of open cases: all, those where we act next, the viewer's own, and those of nobody.
    public record Counts(long open, long ourMove, long mine, long unowned) {}

    @Override
    public String noun() {
        return "case";
    }

    @Override
    public void eachHead(BiConsumer<UUID, ChainHead> reader) {
        table.eachHead(reader);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
