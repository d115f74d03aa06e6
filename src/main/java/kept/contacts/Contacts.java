package kept.contacts;

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
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kept.calendars.Calendars;
import kept.contacts.Contact.Debt;
import kept.contacts.Contact.Party;
import kept.database.Writes;
import kept.journal.Actor;
import kept.journal.ChainHead;
import kept.journal.Chained;
import kept.journal.Entry;
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
import kept.routing.WaitEstimate;
import kept.routing.Waiting;
import kept.teams.Role;
import kept.teams.Teams;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The front door to conversations by telephone. Each move is one transaction: the row, its history, and what we owe
/// because of it; only after it may anybody hear of it. A conversation that is cut off leaves a call that we owe.
@Service
public class Contacts implements Chained {
    /// The kind of promise that a caller is owed who was cut off, or asked to be called.
    public static final String CALLBACK = "callback";

    /// So often we call in vain before a person takes over.
    static final int TRIES = 3;

    /// So often in a day the house itself rings a number that never talked with us, and so many of them in an hour by one line.
    /// Any further call is for a person to make, so that nobody makes us pester others (V5).
    static final int STRANGER_A_DAY = 2;

    static final int STRANGERS_AN_HOUR = 20;

    /// So often a day an agent rings a number in vain before he leaves it in peace.
    static final int IN_VAIN_A_DAY = 3;

    private static final int WINDOWS = 6;
    private static final Pattern AGENT = Pattern.compile("\"agent\":\"([0-9a-f-]{36})\"");

    private static final Duration RESCUE = Duration.ofSeconds(3);
    private static final Duration RESCUE_DUE = Duration.ofMinutes(15);
    private static final Duration LEAST_DUE = Duration.ofMinutes(30);
    private static final Duration SHORT_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONG_PAUSE = Duration.ofMinutes(5);
    private static final Duration LATELY = Duration.ofHours(2);

    private final ContactTable table;
    private final Writes writes;
    private final Journal journal;
    private final Promises promises;
    private final Teams teams;
    private final Queues queues;
    private final Calendars calendars;
    private final Live live;
    private final Clock clock;

    Contacts(
            ContactTable table,
            Writes writes,
            Journal journal,
            Promises promises,
            Teams teams,
            Queues queues,
            Calendars calendars,
            Live live,
            Clock clock) {
        this.table = table;
        this.writes = writes;
        this.journal = journal;
        this.promises = promises;
        this.teams = teams;
        this.queues = queues;
        this.calendars = calendars;
        this.live = live;
        this.clock = clock;
    }

    // --- moving

    /// Somebody calls; from here on he has a story.
    @Transactional
    public Contact arrived(Party party, UUID host) {
        Instant now = now();
        var facts = new HashMap<String, @Nullable Object>();
        facts.put("line", party.line());
        facts.put("number", party.number());
        facts.put("customer", party.customer());
        facts.put("synthetic", party.synthetic() ? true : null);
        return insert(
                Contact.arrived(Ids.at(now), party, host, now), "contact.offered", facts, now);
    }

    /// Writes down what `after` says; only then may it be done.
    ///
    /// @throws TakenOver if the conversation was moved by another since `before` was read
    @Transactional
    public Contact move(Contact before, Contact after, Map<String, ?> facts) {
        return save(before, after, Actor.KEPT, facts);
    }

    private Contact save(Contact before, Contact after, Actor actor, Map<String, ?> facts) {
        var all = new HashMap<String, @Nullable Object>(facts);
        all.put("agent", after.spot().agent());
        all.put("queue", after.spot().queue());
        // notes of others may stand in the story since it was read; only another move takes it over
        var stands =
                table.hold(before.id())
                        .filter(now -> now.version() == before.version())
                        .orElseThrow(() -> new TakenOver(before));
        var head =
                journal.append(
                        before.id(),
                        stands.head(),
                        "contact." + after.state().word(),
                        actor,
                        now(),
                        present(all));
        var saved = after.about(stands.spot().wrapUp()).moved(head);
        table.update(saved, before.version());
        live.changed(Agents.TOPIC);
        return saved;
    }

    private Contact insert(
            Contact contact, String kind, Map<String, @Nullable Object> facts, Instant now) {
        var head =
                journal.append(contact.id(), contact.head(), kind, Actor.KEPT, now, present(facts));
        var first = contact.moved(head);
        if (!table.insert(first)) {
            throw new TakenOver(contact);
        }
        live.changed(Agents.TOPIC);
        return first;
    }

    private static Map<String, Object> present(Map<String, @Nullable Object> facts) {
        var present = new HashMap<String, Object>();
        facts.forEach((key, value) -> {
            if (value != null && !value.toString().isEmpty()) {
                present.put(key, value);
            }
        });
        return present;
    }

    /// Something happened that does not move it; whoever leads the conversation need not know.
    ///
    /// @param kind such as `contact.recorded`
    @Transactional
    public void note(UUID id, String kind, Actor actor, Map<String, ?> facts) {
        note(
                table.hold(id).orElseThrow(() -> Refusal.notFound("There is no such call.")),
                kind,
                actor,
                facts);
    }

    private Contact note(Contact stands, String kind, Actor actor, Map<String, ?> facts) {
        var noted =
                stands.noted(
                        journal.append(
                                stands.id(), stands.head(), kind, actor, now(), Map.copyOf(facts)));
        table.update(noted, stands.version());
        live.changed(Agents.TOPIC);
        return noted;
    }

    /// It ended without proof of a proper end. If the other side can be called, we owe it a call from this moment on.
    ///
    /// @return the call that is owed
    @Transactional
    public Optional<Contact> dropped(Contact before, String why) {
        return dropped(before, why, false);
    }

    /// The program that held it is dead: our own fault, so that strangers are rung back however many they are.
    @Transactional
    public Optional<Contact> lost(Contact before) {
        return dropped(before, "its program ended", true);
    }

    private Optional<Contact> dropped(Contact before, String why, boolean ourFault) {
        Instant now = now();
        var cut =
                save(before, before.ended(State.DROPPED, why, now), Actor.KEPT, Map.of("why", why));
        UUID word = before.debt().promise();
        if (before.debt().follows() != null && !before.state().connected() && word != null) {
            // a call back that was cut off before anybody talked goes on being owed itself
            return Optional.of(owe(cut, nextAttempt(before), now.plus(RESCUE), word));
        }
        boolean owesNothing =
                cut.party().withheld()
                        || cut.party().synthetic()
                        || before.state() == State.OFFERED
                        || (before.party().outgoing() && !before.state().connected());
        if (owesNothing) {
            return Optional.empty();
        }
        if (ourFault) {
            // until somebody noticed, he has waited long enough
            return Optional.of(owe(cut, 1, now, promised(cut, now.plus(RESCUE_DUE)).id()));
        }
        return Optional.of(owe(cut, 1, RESCUE, RESCUE_DUE, null));
    }

    /// He hung up while he waited. A call that we owed him before is owed again.
    @Transactional
    public Optional<Contact> gaveUp(Contact before) {
        var left =
                save(
                        before,
                        before.ended(State.ABANDONED, "gave up waiting", now()),
                        Actor.KEPT,
                        Map.of("outcome", "gave up waiting"));
        return before.debt().promise() == null
                ? Optional.empty()
                : Optional.of(
                        owe(
                                left,
                                nextAttempt(before),
                                SHORT_PAUSE,
                                RESCUE_DUE,
                                before.debt().promise()));
    }

    /// Somebody to whom we owe a call calls himself: the word goes over to this conversation, with its place and case.
    @Transactional
    public Contact calledAgain(Contact contact, Contact owed) {
        Instant now = now();
        save(
                owed,
                owed.ended(State.CLOSED, "called again", now),
                Actor.KEPT,
                Map.of("outcome", "called again", "contact", contact.id()));
        return save(
                contact,
                contact.of(contact.party().customer(), owed.party().onCase())
                        .owing(new Debt(owed.id(), 0, 0, null, owed.debt().promise())),
                Actor.KEPT,
                Map.of("follows", owed.id()));
    }

    private static int nextAttempt(Contact before) {
        return before.debt().attempt() + 1;
    }

    /// He does not want to wait: we call him, and he keeps his place.
    ///
    /// @return the call that is owed; nothing is owed after a synthetic one, which is returned itself
    @Transactional
    public Contact callBackLater(Contact before) {
        Instant now = now();
        var left =
                save(
                        before,
                        before.ended(State.CLOSED, "callback", now),
                        Actor.KEPT,
                        Map.of("outcome", "callback"));
        if (left.party().synthetic()) {
            return left;
        }
        Duration wait = waitOf(before).map(w -> w.multipliedBy(2)).orElse(LEAST_DUE);
        return owe(
                left,
                nextAttempt(before),
                Duration.ZERO,
                wait.compareTo(LEAST_DUE) < 0 ? LEAST_DUE : wait,
                before.debt().promise());
    }

    /// He left a message. We owe him a call by a person who has heard it; to a withheld number, that somebody hears it.
    ///
    /// @return the call that is owed
    @Transactional
    public Optional<Contact> leftMessage(Contact before) {
        var left =
                save(
                        before,
                        before.ended(State.CLOSED, "left a message", now()),
                        Actor.KEPT,
                        Map.of("outcome", "left a message"));
        var unit = teams.unit(unitOf(before));
        Instant due = calendars.calendar(unit.calendarId()).plus(now(), unit.firstAnswer());
        if (before.party().withheld()) {
            promises.giveByRule(
                    word(
                            left,
                            "message",
                            "Hear the message of a caller whose number is withheld.",
                            due,
                            null));
            return Optional.empty();
        }
        UUID promise = before.debt().promise();
        UUID word =
                promise != null
                        ? promise
                        : promises.giveByRule(
                                        word(
                                                left,
                                                CALLBACK,
                                                "We heard that you left a message, and call you back.",
                                                due,
                                                null))
                                .id();
        return Optional.of(owe(left, nextAttempt(before), null, word));
    }

    private Contact owe(
            Contact before, int attempt, Duration pause, Duration due, @Nullable UUID promise) {
        Instant now = now();
        return owe(
                before,
                attempt,
                mayRing(before.party(), now) ? now.plus(pause) : null,
                promise != null ? promise : promised(before, now.plus(due)).id());
    }

    /// @param next when the house calls by itself; none if only a person may
    private Contact owe(Contact before, int attempt, @Nullable Instant next, UUID word) {
        Instant now = now();
        var owed = Contact.owed(Ids.at(now), before, attempt, next, before.host(), now);
        var debt = owed.debt();
        // the contact points to the promise, which stands in the same transaction
        writes.flush();
        return insert(
                owed.owing(new Debt(debt.follows(), attempt, 0, debt.nextTryAt(), word)),
                "contact.callbackOwed",
                Map.of("follows", before.id(), "promise", word),
                now);
    }

    private boolean mayRing(Party party, Instant now) {
        return table.everTalked(party.number())
                || (table.owedTo(party.number(), now.minus(Duration.ofDays(1))) < STRANGER_A_DAY
                        && table.owedToStrangers(party.line(), now.minus(Duration.ofHours(1)))
                                < STRANGERS_AN_HOUR);
    }

    private Promise promised(Contact before, Instant due) {
        UUID agent = before.spot().agent();
        return promises.giveByRule(
                word(
                        before,
                        CALLBACK,
                        before.state() == State.DROPPED
                                ? "The line was cut off. We call you back."
                                : "We call you back; you keep your place in the queue.",
                        due,
                        agent != null && teams.find(agent).isPresent() ? agent : null));
    }

    private NewPromise word(
            Contact of, String kind, String text, Instant due, @Nullable UUID owner) {
        return new NewPromise(
                of.party().onCase(),
                of.party().customer(),
                kind,
                text,
                "phone",
                due,
                null,
                null,
                unitOf(of),
                owner,
                of.party().customer() == null ? Visibility.INTERNAL : Visibility.CUSTOMER,
                null);
    }

    private UUID unitOf(Contact contact) {
        var queue = contact.spot().queue();
        return queue == null ? teams.frontUnit().id() : queues.get(queue).unit();
    }

    /// The parts of the next days in which somebody may choose to be called.
    public List<CallWindow> windows(Contact owed) {
        var unit = teams.unit(unitOf(owed));
        return CallWindow.next(calendars.calendar(unit.calendarId()), now(), WINDOWS);
    }

    /// The call that backs this promise, while we owe it.
    public Optional<Contact> owedBy(UUID promise) {
        return table.owed().stream()
                .filter(owed -> promise.equals(owed.debt().promise()))
                .findFirst();
    }

    /// He chose when he is called; the word has that time from now on, and he keeps his place among those who are called
    /// then. What only a person may call goes on being for a person.
    ///
    /// @param from the beginning of one of [#windows]
    /// @throws Refusal if that window is not offered, or the call is made already
    @Transactional
    public Contact choose(Contact owed, Instant from) {
        if (owed.state() != State.CALLBACK_OWED) {
            throw Refusal.conflict("This call is being made, or was made already.");
        }
        var window =
                windows(owed).stream()
                        .filter(one -> Duration.between(one.from(), from).abs().toMinutes() < 5)
                        .findFirst()
                        .orElseThrow(() -> Refusal.invalid("from", "Choose one of the times."));
        UUID word = owed.debt().promise();
        var next =
                word == null
                        ? null
                        : promises.redateByCustomerToWindow(
                                word,
                                window.from(),
                                window.until(),
                                "The customer chose when he is called.");
        var debt = owed.debt();
        writes.flush();
        return save(
                owed,
                owed.owing(
                        new Debt(
                                debt.follows(),
                                debt.attempt(),
                                debt.tries(),
                                debt.nextTryAt() == null ? null : window.from(),
                                next == null ? null : next.id())),
                Actor.KEPT,
                Map.of("from", window.from(), "until", window.until()));
    }

    /// We call somebody who does not wait for it.
    ///
    /// @param quiet whether he wants no news now
    /// @throws Refusal if we pestered him enough, or he wants quiet now
    @Transactional
    public Contact dialled(Party party, UUID agent, UUID host, boolean quiet) {
        Instant now = now();
        if (quiet) {
            throw Refusal.conflict("He wants quiet at this hour. Call later, or write.");
        }
        int lately = table.dialledInVain(party.number(), now.minus(Duration.ofDays(1)));
        if (lately >= IN_VAIN_A_DAY) {
            throw Refusal.conflict(
                    "We rang there %d times within a day and nobody took it. Write, or call again tomorrow."
                            .formatted(lately));
        }
        return insert(
                Contact.dialled(Ids.at(now), party, agent, host, now),
                "contact.dialled",
                Map.of("number", party.number(), "agent", agent),
                now);
    }

    /// The other side took a call of ours that it did not wait for.
    @Transactional
    public Contact tookOurCall(Contact before, UUID agent) {
        return save(before, before.talking(agent, now()), Actor.KEPT, Map.of());
    }

    /// The other side took our call and pressed the key, or talked with us: the word is kept.
    @Transactional
    public Contact reached(Contact before, UUID agent) {
        var talking = save(before, before.talking(agent, now()), Actor.KEPT, Map.of());
        UUID word = before.debt().promise();
        if (word != null) {
            promises.find(word)
                    .filter(Promise::open)
                    .ifPresent(_ -> promises.fulfil(Actor.KEPT, word, "contact:" + before.id()));
        }
        return talking;
    }

    /// Nobody took our call. After some tries a person takes it over, who owns the promise.
    @Transactional
    public Contact inVain(Contact before, String why) {
        Instant now = now();
        if (before.debt().tries() + 1 < TRIES) {
            var pause = before.debt().tries() == 0 ? SHORT_PAUSE : LONG_PAUSE;
            return save(
                    before, before.stillOwed(now.plus(pause), now), Actor.KEPT, Map.of("why", why));
        }
        UUID word = before.debt().promise();
        if (word != null && promises.find(word).filter(Promise::open).isPresent()) {
            promises.note(
                    Actor.KEPT,
                    word,
                    "promise.notReached",
                    Map.of("tries", TRIES, "why", why, "contact", before.id()));
        }
        return save(
                before,
                before.ended(State.CLOSED, "not reached", now),
                Actor.KEPT,
                Map.of("why", why, "outcome", "not reached"));
    }

    /// The agent who was to call did not answer, so nobody was called yet: at once for another one.
    @Transactional
    public Contact notCalledYet(Contact before) {
        return save(
                before,
                before.stillOwedUncounted(now().plus(RESCUE), now()),
                Actor.KEPT,
                Map.of("why", "the agent did not answer"));
    }

    /// Says what a call was about.
    ///
    /// @throws Refusal if there is no such reason, or the viewer had no part in the call
    @Transactional
    public Contact about(Viewer viewer, UUID id, String reason) {
        var contact = get(viewer, id);
        var chosen =
                table.wrapUpReasons().stream()
                        .filter(r -> r.code().equals(reason) || reason.equals("" + r.key()))
                        .findFirst()
                        .orElseThrow(() -> Refusal.invalid("reason", "Take one of the reasons."));
        return note(
                table.hold(contact.id()).orElse(contact).about(chosen.code()),
                "contact.about",
                viewer.actor(),
                Map.of("about", chosen.code()));
    }

    public List<WrapUpReason> wrapUpReasons() {
        return table.wrapUpReasons();
    }

    // --- hosts

    /// Says that this program lives.
    public void renew(UUID host, Duration lease) {
        table.renew(host, now().plus(lease));
    }

    /// Ends what dead programs left, each in a transaction of its own; their callers are owed a call.
    public List<Contact> left() {
        table.forgetHosts(now().minus(Duration.ofDays(1)));
        return table.left(now());
    }

    // --- looking

    public Optional<Contact> find(UUID id) {
        return table.find(id);
    }

    public Map<UUID, Contact> byIds(List<UUID> ids) {
        var byId = new HashMap<UUID, Contact>();
        table.byIds(ids).forEach(contact -> byId.put(contact.id(), contact));
        return byId;
    }

    /// @throws Refusal `NOT_FOUND` if the viewer may not see it
    public Contact get(Viewer viewer, UUID id) {
        return table.find(id)
                .filter(contact -> sees(viewer, contact))
                .orElseThrow(() -> Refusal.notFound("There is no such call."));
    }

    private boolean sees(Viewer viewer, Contact contact) {
        if (viewer.seesAll() || viewer.person().equals(contact.spot().agent())) {
            return true;
        }
        var queue =
                contact.spot().queue() == null ? null : queues.byId().get(contact.spot().queue());
        return queue == null ? viewer.role().atLeast(Role.AGENT) : viewer.seesUnit(queue.unit());
    }

    /// Who waits, on the line or for a call that we owe, in no order.
    public List<Contact> waiting() {
        return table.waiting(now());
    }

    /// The same as routing sees it.
    public static Waiting asWaiting(Contact contact, UUID queue) {
        var entered = contact.clocks().enteredAt();
        var since = contact.clocks().waitingSince();
        return new Waiting(
                contact.id(),
                queue,
                entered == null ? contact.clocks().arrivedAt() : entered,
                contact.spot().priority(),
                contact.spot().agent(),
                since == null ? contact.clocks().since() : since);
    }

    /// How many come before this one in its queue, and one more.
    public int placeOf(Contact contact) {
        UUID queue = contact.spot().queue();
        if (queue == null) {
            return 1;
        }
        var order =
                kept.routing.Pairing.inOrder(
                        table.waiting(now()).stream()
                                .filter(other -> queue.equals(other.spot().queue()))
                                .map(other -> asWaiting(other, queue))
                                .toList());
        for (int i = 0; i < order.size(); i++) {
            if (order.get(i).contact().equals(contact.id())) {
                return i + 1;
            }
        }
        return order.size() + 1;
    }

    /// How long he will wait, as far as anybody can know.
    public Optional<Duration> waitOf(Contact contact) {
        UUID queue = contact.spot().queue();
        if (queue == null) {
            return Optional.empty();
        }
        Instant now = now();
        return WaitEstimate.of(
                placeOf(contact),
                table.answeredLately(queue, now.minus(LATELY), WaitEstimate.ANSWERS),
                now);
    }

    /// What somebody with this number went through lately, newest first.
    public List<Contact> ofNumber(String number, Duration lately) {
        return number.isEmpty() ? List.of() : table.ofNumber(number, now().minus(lately), 20);
    }

    public List<Contact> ofCustomer(UUID customer, int most) {
        return table.ofCustomer(customer, most);
    }

    public List<Contact> ofCase(UUID onCase) {
        return table.ofCase(onCase);
    }

    public List<Contact> ofAgent(UUID agent, int most) {
        return table.ofAgent(agent, most);
    }

    /// Calls that we owe and that the viewer may see, the next one first.
    public List<Contact> owed(Viewer viewer) {
        return table.owed().stream().filter(contact -> sees(viewer, contact)).toList();
    }

    /// Those on the line now that the viewer may see.
    public List<Contact> live(Viewer viewer) {
        return table.live().stream().filter(contact -> sees(viewer, contact)).toList();
    }

    /// All that arrived since a time and that the viewer may see, oldest first.
    public List<Contact> since(Viewer viewer, Instant since) {
        return new ArrayList<>(
                table.arrivedSince(since).stream()
                        .filter(contact -> sees(viewer, contact))
                        .toList());
    }

    /// All that came to this end since a time.
    public List<Contact> endedSince(State state, Instant since) {
        return table.endedSince(state, since);
    }

    /// Real callers of a line from one time to another, oldest first; 2,000 at the most.
    public List<Contact> ofLine(String line, Instant since, Instant until) {
        return table.ofLine(line, since, until);
    }

    /// What happened in it, oldest first.
    public List<Entry> history(Viewer viewer, UUID id) {
        return journal.of(get(viewer, id).id());
    }

    /// Who of ours talked, and from when on, in order.
    public List<Turn> turns(UUID id) {
        return journal.of(id).stream()
                .filter(entry -> entry.kind().equals("contact." + State.TALKING.word()))
                .flatMap(entry -> {
                    var agent = AGENT.matcher(entry.body());
                    return agent.find()
                            ? Stream.of(new Turn(UUID.fromString(agent.group(1)), entry.at()))
                            : Stream.empty();
                })
                .toList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    // --- proof

    @Override
    public String noun() {
        return "contact";
    }

    @Override
    public void eachHead(BiConsumer<UUID, ChainHead> reader) {
        table.eachHead(reader);
    }
}
