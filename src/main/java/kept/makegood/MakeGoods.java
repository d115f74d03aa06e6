package kept.makegood;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import kept.calendars.Calendars;
import kept.calendars.WorkCalendar;
import kept.database.Writes;
import kept.jobs.FiresTimers;
import kept.jobs.Timer;
import kept.jobs.Timers;
import kept.journal.Actor;
import kept.journal.ChainHead;
import kept.journal.Chained;
import kept.journal.Journal;
import kept.kernel.Cursor;
import kept.kernel.Ids;
import kept.kernel.Refusal;
import kept.kernel.Slice;
import kept.kernel.Wording;
import kept.promises.Promise;
import kept.promises.PromiseBroken;
import kept.promises.PromiseClaimed;
import kept.promises.PromiseDisputed;
import kept.promises.PromiseFact;
import kept.promises.PromiseKept;
import kept.promises.PromiseReleased;
import kept.promises.PromiseVoided;
import kept.promises.PromiseWithdrawn;
import kept.promises.Promises;
import kept.promises.State;
import kept.teams.Role;
import kept.teams.Teams;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The front door to make-good: grants by rule what a broken word earns, in the transaction in which it breaks and once
/// for each miss and day, and lets people add to it within their limits.
@Service
public class MakeGoods implements FiresTimers, Chained {
    private static final String TIMER = "make-good";
    private static final int LONGEST_REASON = 500;

    /// What changes nothing of what is owed.
    private static final Set<String> STILL = Set.of("makeGood.asked", "makeGood.refused");

    private final MakeGoodTable table;
    private final Promises promises;
    private final Teams teams;
    private final Calendars calendars;
    private final Timers timers;
    private final Journal journal;
    private final Writes writes;
    private final ApplicationEventPublisher news;
    private final Clock clock;

    MakeGoods(
            MakeGoodTable table,
            Promises promises,
            Teams teams,
            Calendars calendars,
            Timers timers,
            Journal journal,
            Writes writes,
            ApplicationEventPublisher news,
            Clock clock) {
        this.table = table;
        this.promises = promises;
        this.teams = teams;
        this.calendars = calendars;
        this.timers = timers;
        this.journal = journal;
        this.writes = writes;
        this.news = news;
        this.clock = clock;
    }

    // --- by rule

    /// Before the letters, so that the apology can say what was granted.
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(PromiseFact fact) {
        var promise = fact.promise();
        if (!promise.customerKnows()) {
            return;
        }
        writes.flush();
        switch (fact) {
            case PromiseBroken _, PromiseDisputed _ -> missed(promise, now());
            case PromiseClaimed _ -> settle(promise, delivered(promise));
            case PromiseKept _ -> {
                if (promise.state() == State.KEPT_LATE && promise.course().brokenAt() == null) {
                    missed(promise, delivered(promise));
                    writes.flush();
                }
                settle(promise, delivered(promise));
            }
            case PromiseReleased _, PromiseWithdrawn _ -> settle(promise, now());
            case PromiseVoided _ -> neverWas(promise);
            default -> {}
        }
    }

    private Instant delivered(Promise promise) {
        return Objects.requireNonNullElse(promise.course().deliveredAt(), now());
    }

    private void missed(Promise promise, Instant at) {
        UUID chain = promise.words().chain();
        var before = table.holdOfChain(chain);
        if (before.isEmpty()) {
            var policy = table.policy(promise.words().kind(), promise.words().unit()).orElse(null);
            if (policy != null) {
                begin(promise, policy, at);
            }
        } else if (before.get().open()) {
            grow(before.get().as(MakeGood.State.GROWING), promise, at);
        }
    }

    private void begin(Promise promise, Policy policy, Instant at) {
        var fresh =
                fresh(
                        promise,
                        policy.payer() == null ? promise.words().unit() : policy.payer(),
                        policy,
                        policy.name(),
                        policy.currency(),
                        MakeGood.State.GROWING);
        var head =
                journal.append(
                        fresh.id(),
                        ChainHead.NONE,
                        "makeGood.begun",
                        Actor.KEPT,
                        now(),
                        Map.of(
                                "promise",
                                promise.id(),
                                "policy",
                                policy.id(),
                                "customer",
                                fresh.customerId()));
        var begun = fresh.endingAt(head);
        table.insert(begun);
        grow(begun, promise, at);
    }

    private MakeGood fresh(
            Promise promise,
            UUID payer,
            @Nullable Policy policy,
            String name,
            Currency currency,
            MakeGood.State state) {
        Instant now = now();
        return new MakeGood(
                Ids.at(now),
                promise.words().chain(),
                promise.id(),
                Objects.requireNonNull(promise.words().customerId()),
                promise.words().unit(),
                payer,
                policy == null ? null : policy.id(),
                name,
                promise.due(),
                state,
                new Money(0, currency),
                null,
                null,
                null,
                null,
                now,
                ChainHead.NONE);
    }

    /// Grants what was earned until `until` and is not granted yet, and looks again when the next day begins.
    ///
    /// @param missed the link that was missed just now, or null if only time passed
    private void grow(MakeGood before, @Nullable Promise missed, Instant until) {
        if (before.policy() == null) {
            return;
        }
        var policy = table.policy(before.policy()).orElseThrow();
        var grown = granted(before, policy, missed, until);
        Instant next =
                policy.capped(grown.total().minor())
                        ? null
                        : policy.nextDay(until, calendarOf(before));
        if (grown.state() == MakeGood.State.GROWING && next != null) {
            timers.set(TIMER, before.id(), next);
        }
    }

    private MakeGood granted(
            MakeGood before, Policy policy, @Nullable Promise missed, Instant until) {
        var calendar = calendarOf(before);
        var earned = policy.forDelay(before.lateFrom(), until, calendar);
        if (missed != null) {
            // a claim may be disputed before the due time
            Instant earnedAt = missed.due().isBefore(until) ? missed.due() : until;
            var miss = policy.forMiss(missed.id(), earnedAt);
            if (miss != null) {
                earned.addFirst(miss);
            }
        }
        long total = before.total().minor();
        for (var part : earned) {
            long fits = policy.below(total, part.minor());
            if (fits > 0
                    && table.insert(
                            before.id(), new Policy.Part(part.key(), fits, part.earnedAt()))) {
                total += fits;
            }
        }
        var after = before.grownTo(total);
        return total == before.total().minor()
                ? stored(after)
                : save(after, "makeGood.grew", Actor.KEPT, Map.of("total", total));
    }

    private MakeGood stored(MakeGood after) {
        table.update(after);
        return after;
    }

    /// The delay is over: the amount is final, unless the customer says that it is not over.
    private void settle(Promise promise, Instant until) {
        table.holdOfChain(promise.words().chain())
                .filter(m -> m.state() == MakeGood.State.GROWING)
                .ifPresent(before -> {
                    var grown =
                            before.policy() == null
                                    ? before
                                    : granted(
                                            before,
                                            table.policy(before.policy()).orElseThrow(),
                                            null,
                                            until);
                    timers.clear(TIMER, before.id());
                    save(
                            grown.as(MakeGood.State.OWED),
                            "makeGood.settled",
                            Actor.KEPT,
                            Map.of("total", grown.total().minor()));
                });
    }

    private void neverWas(Promise promise) {
        table.holdOfChain(promise.words().chain())
                .filter(MakeGood::open)
                .ifPresent(before ->
                        exclude(
                                before,
                                Actor.KEPT,
                                "It never was a promise.",
                                Objects.requireNonNullElse(promise.course().reason(), "")));
    }

    private MakeGood exclude(MakeGood before, Actor actor, String reason, String evidence) {
        timers.clear(TIMER, before.id());
        return save(
                before.excluded(reason, evidence),
                "makeGood.excluded",
                actor,
                Map.of("reason", reason, "evidence", evidence));
    }

    @Override
    public String timerKind() {
        return TIMER;
    }

    @Override
    public void fire(Timer timer, Instant now) {
        table.hold(timer.subject())
                .filter(m -> m.state() == MakeGood.State.GROWING)
                .ifPresent(m -> grow(m, null, now));
    }

    // --- by people

    /// Adds to what this promise's matter gets, or begins it. Within the viewer's limit it is granted at once; above it,
    /// it waits for a second person who may grant as much.
    @Transactional
    public Addition add(Viewer viewer, UUID promiseId, String amount, String reason) {
        viewer.mustBe(Role.AGENT);
        String why = reason(reason);
        var promise = promises.get(viewer, promiseId);
        if (promise.words().customerId() == null) {
            throw Refusal.conflict("This promise has no customer, so nobody would get it.");
        }
        var makeGood =
                table.holdOfChain(promise.words().chain()).orElseGet(() -> free(viewer, promise));
        if (!makeGood.open()) {
            throw Refusal.conflict(
                    "What is owed here is %s already; nothing can be added."
                            .formatted(makeGood.state().wire()));
        }
        var money = Money.parse(amount, makeGood.total().currency());
        if (money.minor() == 0) {
            throw Refusal.invalid("amount", "Give an amount that is more than nothing.");
        }
        Instant now = now();
        var asked =
                new Addition(
                        Ids.at(now),
                        makeGood.id(),
                        money,
                        why,
                        viewer.person(),
                        now,
                        null,
                        null,
                        makeGood.customerId(),
                        makeGood.chain());
        table.insert(asked);
        if (mayGrant(viewer, makeGood, money)) {
            grant(viewer, asked, makeGood);
        } else {
            save(
                    makeGood,
                    "makeGood.asked",
                    viewer.actor(),
                    Map.of("amount", money.minor(), "reason", why));
        }
        return table.addition(asked.id()).orElseThrow();
    }

    private MakeGood free(Viewer viewer, Promise promise) {
        var fresh =
                fresh(
                        promise,
                        promise.words().unit(),
                        null,
                        "Goodwill",
                        houseCurrency(),
                        MakeGood.State.OWED);
        var begun =
                fresh.endingAt(
                        journal.append(
                                fresh.id(),
                                ChainHead.NONE,
                                "makeGood.begun",
                                viewer.actor(),
                                now(),
                                Map.of("promise", promise.id(), "customer", fresh.customerId())));
        table.insert(begun);
        return table.holdOfChain(promise.words().chain()).orElseThrow();
    }

    private Currency houseCurrency() {
        return table.limits().stream()
                .findFirst()
                .map(l -> l.most().currency())
                .orElseThrow(() ->
                        Refusal.conflict(
                                "Nobody has set yet how much people may add: see House, Make-good."));
    }

    /// The limit holds for all that a person grants in one matter: many small additions are one large one.
    private boolean mayGrant(Viewer viewer, MakeGood makeGood, Money money) {
        if (viewer.role().atLeast(Role.OWNER)) {
            return true;
        }
        long together = money.minor() + table.grantedBy(viewer.person(), makeGood.id());
        return table.limits().stream()
                .anyMatch(limit ->
                        limit.role().equals(viewer.role().name().toLowerCase(Locale.ROOT))
                                && limit.most().currency().equals(money.currency())
                                && together <= limit.most().minor());
    }

    private void grant(Viewer viewer, Addition addition, MakeGood before) {
        if (!table.decide(addition.id(), viewer.person(), true, now())) {
            throw Refusal.lostRace("Somebody has decided this already.");
        }
        table.insert(
                before.id(),
                new Policy.Part("added:" + addition.id(), addition.amount().minor(), now()));
        save(
                before.grownTo(before.total().minor() + addition.amount().minor()),
                "makeGood.added",
                viewer.actor(),
                Map.of(
                        "amount", addition.amount().minor(),
                        "reason", addition.reason(),
                        "askedBy", addition.askedBy()));
    }

    /// A second person agrees to an addition, or not. Whoever asked for it cannot be that person.
    @Transactional
    public void decide(Viewer viewer, UUID additionId, boolean agreed) {
        viewer.mustBe(Role.LEAD);
        var addition =
                table.addition(additionId)
                        .orElseThrow(() -> Refusal.notFound("There is no such addition."));
        var makeGood = table.hold(addition.makeGood()).orElseThrow();
        if (!viewer.seesUnit(makeGood.unit())) {
            throw Refusal.notFound("There is no such addition.");
        }
        if (addition.askedBy().equals(viewer.person())) {
            throw Refusal.forbidden("You asked for this yourself: a second person decides.");
        }
        if (!agreed) {
            if (!table.decide(additionId, viewer.person(), false, now())) {
                throw Refusal.lostRace("Somebody has decided this already.");
            }
            save(
                    makeGood,
                    "makeGood.refused",
                    viewer.actor(),
                    Map.of("amount", addition.amount().minor(), "reason", addition.reason()));
            return;
        }
        if (!mayGrant(viewer, makeGood, addition.amount())) {
            throw Refusal.forbidden(
                    "This is above what you may grant; the owner of the house decides.");
        }
        if (!makeGood.open()) {
            throw Refusal.conflict("What is owed here is settled already.");
        }
        grant(viewer, addition, makeGood);
    }

    /// Nothing is owed after all, for a reason that the rule names, and with what shows it.
    @Transactional
    public MakeGood exclude(Viewer viewer, UUID id, String reason, String evidence) {
        viewer.mustBe(Role.LEAD);
        var before = held(viewer, id);
        if (!before.open()) {
            throw Refusal.conflict("It is %s already.".formatted(before.state().wire()));
        }
        var known = exclusions(before);
        if (!known.contains(reason)) {
            throw Refusal.invalid(
                    "reason",
                    "The rule knows these reasons for granting nothing: %s."
                            .formatted(known.isEmpty() ? "none" : String.join("; ", known)));
        }
        if (evidence.isBlank()) {
            throw Refusal.invalid("evidence", "Say what shows it: a number, a name, a document.");
        }
        return exclude(before, viewer.actor(), reason, reason(evidence));
    }

    /// The reasons for which its rule grants nothing.
    public List<String> exclusions(MakeGood makeGood) {
        return makeGood.policy() == null
                ? List.of()
                : table.policy(makeGood.policy()).map(Policy::exclusions).orElse(List.of());
    }

    /// It was paid, under this reference.
    @Transactional
    public MakeGood paid(Viewer viewer, UUID id, String reference) {
        viewer.mustBe(Role.LEAD);
        var before = held(viewer, id);
        if (before.state() != MakeGood.State.OWED) {
            throw Refusal.conflict(
                    before.state() == MakeGood.State.GROWING
                            ? "The delay goes on, so the amount is not final yet."
                            : "It is %s already.".formatted(before.state().wire()));
        }
        if (reference.isBlank() || reference.length() > 100) {
            throw Refusal.invalid("reference", "Name the payment: 1 to 100 characters.");
        }
        return save(
                before.paid(reference.strip(), now()),
                "makeGood.paid",
                viewer.actor(),
                Map.of("reference", reference.strip()));
    }

    private MakeGood held(Viewer viewer, UUID id) {
        return table.hold(id)
                .filter(m -> viewer.seesUnit(m.unit()) || viewer.seesUnit(m.payer()))
                .orElseThrow(() -> Refusal.notFound("There is nothing owed under that id."));
    }

    private static String reason(String text) {
        if (text.isBlank() || text.length() > LONGEST_REASON) {
            throw Refusal.invalid("reason", "Say why, in at most 500 characters.");
        }
        return text.strip();
    }

    private MakeGood save(MakeGood after, String kind, Actor actor, Map<String, ?> facts) {
        var saved =
                after.endingAt(journal.append(after.id(), after.head(), kind, actor, now(), facts));
        table.update(saved);
        if (saved.state() != MakeGood.State.GROWING && !STILL.contains(kind)) {
            news.publishEvent(new MakeGoodSettled(saved));
        }
        return saved;
    }

    // --- looking

    /// What the matter of this promise gets, if anything.
    public Optional<MakeGood> ofChain(UUID chain) {
        return table.ofChain(chain);
    }

    public List<MakeGood> ofChains(List<UUID> chains) {
        return chains.isEmpty() ? List.of() : table.ofChains(chains);
    }

    /// What the customer reads about it, or null if there is nothing to say.
    public @Nullable String sentence(UUID chain, Locale locale) {
        var found = table.ofChain(chain).orElse(null);
        if (found == null
                || found.total().minor() == 0
                || found.state() == MakeGood.State.EXCLUDED) {
            return null;
        }
        boolean growing =
                found.state() == MakeGood.State.GROWING
                        && found.policy() != null
                        && !table.policy(found.policy()).orElseThrow().days().isEmpty();
        return Wording.of("makeGood", locale.toLanguageTag())
                .text(growing ? "growing" : "final", "amount", found.total().text(locale));
    }

    /// Newest first, for owners.
    public Slice<MakeGood> list(
            Viewer viewer,
            MakeGood.@Nullable State state,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Cursor after,
            int limit) {
        viewer.mustBe(Role.OWNER);
        return Slice.of(
                table.list(state, from, to, after, limit + 1),
                limit,
                m -> new Cursor(m.since(), m.id()).text());
    }

    /// What each unit pays, the one that pays most first, for owners.
    public List<PayerShare> shares(Viewer viewer) {
        viewer.mustBe(Role.OWNER);
        return table.shares();
    }

    /// Additions that wait for a second person, of units the viewer sees.
    public List<Addition> waiting(Viewer viewer) {
        viewer.mustBe(Role.LEAD);
        return table.waiting().stream()
                .filter(a ->
                        table.ofChain(a.chain()).filter(m -> viewer.seesUnit(m.unit())).isPresent())
                .toList();
    }

    // --- rules

    public List<Policy> policies() {
        return table.policies();
    }

    /// Puts a rule in force; the one it replaces ends, and what was granted by it stays.
    @Transactional
    public Policy adopt(Viewer viewer, Policy policy) {
        viewer.mustBe(Role.OWNER);
        table.policies().stream()
                .filter(p ->
                        p.kind().equals(policy.kind()) && Objects.equals(p.unit(), policy.unit()))
                .forEach(p -> table.end(p.id(), now()));
        try {
            table.insert(policy);
        } catch (DuplicateKeyException _) {
            throw Refusal.lostRace("Somebody has just made a rule for this kind. Look again.");
        }
        journal.append(
                policy.id(),
                "makeGood.ruleMade",
                viewer.actor(),
                now(),
                Map.of("name", policy.name(), "kind", policy.kind(), "source", policy.source()));
        return policy;
    }

    @Transactional
    public void end(Viewer viewer, UUID policy) {
        viewer.mustBe(Role.OWNER);
        if (!table.end(policy, now())) {
            throw Refusal.notFound("There is no such rule.");
        }
        journal.append(policy, "makeGood.ruleEnded", viewer.actor(), now(), Map.of());
    }

    public List<Limit> limits() {
        return table.limits();
    }

    @Transactional
    public void setLimit(Viewer viewer, Limit limit) {
        viewer.mustBe(Role.OWNER);
        if (!limit.role().equals("agent") && !limit.role().equals("lead")) {
            throw Refusal.invalid("role", "Limits are for agents and leads.");
        }
        table.setLimit(limit);
    }

    private WorkCalendar calendarOf(MakeGood makeGood) {
        return calendars.calendar(teams.unit(makeGood.unit()).calendarId());
    }

    @Override
    public String noun() {
        return "make-good";
    }

    @Override
    public void eachHead(BiConsumer<UUID, ChainHead> reader) {
        table.eachHead(reader);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
