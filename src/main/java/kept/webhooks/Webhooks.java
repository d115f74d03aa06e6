package kept.webhooks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kept.cases.Case;
import kept.cases.CaseOpened;
import kept.cases.CaseReopened;
import kept.cases.CaseResolved;
import kept.cases.CaseSorted;
import kept.cases.MessageAdded;
import kept.database.Writes;
import kept.journal.HeadSigned;
import kept.journal.Journal;
import kept.kernel.Ids;
import kept.kernel.Refusal;
import kept.makegood.MakeGoodSettled;
import kept.outbox.OutboundHttp;
import kept.outbox.Outbox;
import kept.promises.Promise;
import kept.promises.PromiseAtRisk;
import kept.promises.PromiseBroken;
import kept.promises.PromiseClaimed;
import kept.promises.PromiseClimbed;
import kept.promises.PromiseConditionMet;
import kept.promises.PromiseDisputed;
import kept.promises.PromiseFact;
import kept.promises.PromiseGiven;
import kept.promises.PromiseHandedOver;
import kept.promises.PromiseKept;
import kept.promises.PromiseRedated;
import kept.promises.PromiseReleased;
import kept.promises.PromiseReminder;
import kept.promises.PromiseVoided;
import kept.promises.PromiseWithdrawn;
import kept.steps.PlanBacked;
import kept.steps.PlanFact;
import kept.steps.PlanTurnedGreen;
import kept.steps.PlanTurnedRed;
import kept.steps.PlanUnanswered;
import kept.steps.Step;
import kept.steps.StepAsked;
import kept.steps.StepClimbed;
import kept.steps.StepRefused;
import kept.teams.Role;
import kept.teams.Viewer;
import kept.warnings.CustomerWarned;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/// Keeps who wants to hear of what, and lays each event into the outbox in the transaction in which it happens.
@Service
public class Webhooks {
    static final String EFFECT = "webhook";
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final int MOST = 20;
    private static final int SHOWN = 100;
    private static final int MOST_AT_ONCE = 5_000;

    /// Every event that can be heard.
    public static final List<String> EVENTS =
            List.of(
                    "promise.given",
                    "promise.atRisk",
                    "promise.claimed",
                    "promise.kept",
                    "promise.broken",
                    "promise.disputed",
                    "promise.redated",
                    "promise.released",
                    "promise.withdrawn",
                    "promise.voided",
                    "promise.handedOver",
                    "promise.conditionMet",
                    "promise.backed",
                    "promise.unanswered",
                    "promise.turnedRed",
                    "promise.turnedGreen",
                    "step.asked",
                    "step.refused",
                    "step.climbed",
                    "case.opened",
                    "case.message",
                    "case.resolved",
                    "case.reopened",
                    "case.sorted",
                    "promise.warned",
                    "makeGood.owed",
                    "makeGood.paid",
                    "makeGood.excluded",
                    "ledger.head");

    private final WebhookTable table;
    private final Outbox outbox;
    private final Writes writes;
    private final Journal journal;
    private final JsonMapper json;
    private final Clock clock;
    private volatile @Nullable Known known;

    Webhooks(
            WebhookTable table,
            Outbox outbox,
            Writes writes,
            Journal journal,
            JsonMapper json,
            Clock clock) {
        this.table = table;
        this.outbox = outbox;
        this.writes = writes;
        this.journal = journal;
        this.json = json;
        this.clock = clock;
    }

    private record Known(List<Webhook> all, long readAt) {}

    /// A new webhook with its secret, which is shown this once.
    public record Made(Webhook webhook, String secret) {}

    /// @param events of [#EVENTS]; all if empty
    @Transactional
    public Made add(Viewer viewer, String url, List<String> events) {
        viewer.mustBe(Role.OWNER);
        for (String event : events) {
            if (!EVENTS.contains(event)) {
                throw Refusal.invalid(
                        "events",
                        "There is no event \"%s\". Known are: %s."
                                .formatted(event, String.join(", ", EVENTS)));
            }
        }
        if (table.all().size() >= MOST) {
            throw Refusal.conflict(
                    "There are %d webhooks already. Remove one first.".formatted(MOST));
        }
        Instant now = now();
        var webhook =
                new Webhook(
                        Ids.at(now),
                        OutboundHttp.requireUrl(url).toString(),
                        events.stream().distinct().toList(),
                        now);
        var secret = WebhookSecret.random();
        table.insert(webhook, secret);
        journal.append(
                webhook.id(), "webhook.added", viewer.actor(), now, Map.of("url", webhook.url()));
        changed();
        return new Made(webhook, secret.text());
    }

    public List<Webhook> list(Viewer viewer) {
        viewer.mustBe(Role.OWNER);
        return table.all();
    }

    @Transactional
    public void remove(Viewer viewer, UUID id) {
        viewer.mustBe(Role.OWNER);
        if (!table.end(id, now())) {
            throw Refusal.notFound("There is no webhook with that id.");
        }
        journal.append(id, "webhook.removed", viewer.actor(), now(), Map.of());
        changed();
    }

    // --- what was given up

    /// Deliveries that were given up, the latest first.
    public List<DeadDelivery> dead(Viewer viewer) {
        viewer.mustBe(Role.OWNER);
        return table.dead(SHOWN);
    }

    public long countDead(Viewer viewer) {
        viewer.mustBe(Role.OWNER);
        return table.countDead();
    }

    /// Tries a delivery that was given up for another three days, under its first id.
    @Transactional
    public void replay(Viewer viewer, UUID id) {
        viewer.mustBe(Role.OWNER);
        if (!revived(id)) {
            throw Refusal.notFound("There is no delivery that was given up under that id.");
        }
    }

    /// Replays all that were given up, some thousands at most.
    @Transactional
    public void replayAll(Viewer viewer) {
        viewer.mustBe(Role.OWNER);
        table.dead(MOST_AT_ONCE).forEach(delivery -> revived(delivery.id()));
    }

    private boolean revived(UUID id) {
        if (!table.revive(id)) {
            return false;
        }
        Instant now = now();
        outbox.put(EFFECT + ":" + id + ":" + Ids.at(now), EFFECT, id, now);
        return true;
    }

    // --- what happens

    @EventListener
    void on(PromiseFact fact) {
        String event =
                switch (fact) {
                    case PromiseGiven _ -> "promise.given";
                    case PromiseAtRisk _ -> "promise.atRisk";
                    case PromiseClaimed _ -> "promise.claimed";
                    case PromiseKept _ -> "promise.kept";
                    case PromiseBroken _ -> "promise.broken";
                    case PromiseDisputed _ -> "promise.disputed";
                    case PromiseRedated _ -> "promise.redated";
                    case PromiseReleased _ -> "promise.released";
                    case PromiseWithdrawn _ -> "promise.withdrawn";
                    case PromiseVoided _ -> "promise.voided";
                    case PromiseHandedOver _ -> "promise.handedOver";
                    case PromiseConditionMet _ -> "promise.conditionMet";
                    case PromiseReminder _, PromiseClimbed _ -> "";
                };
        if (!event.isEmpty()) {
            tell(event, facts(fact.promise()));
        }
    }

    @EventListener
    void on(PlanFact fact) {
        var facts = facts(fact.promise());
        switch (fact) {
            case PlanBacked _ -> tell("promise.backed", facts);
            case PlanUnanswered _ -> tell("promise.unanswered", facts);
            case PlanTurnedGreen _ -> tell("promise.turnedGreen", facts);
            case PlanTurnedRed(var _, var _, var step, var since, var expectedEnd) -> {
                facts.put("redSince", since);
                facts.put("expectedEnd", expectedEnd);
                tell("promise.turnedRed", with(step, facts));
            }
            case StepAsked(var _, var _, var step) -> tell("step.asked", with(step, facts));
            case StepRefused(var _, var _, var step) -> tell("step.refused", with(step, facts));
            case StepClimbed(var _, var _, var step) -> tell("step.climbed", with(step, facts));
        }
    }

    private static Map<String, @Nullable Object> with(
            Step step, Map<String, @Nullable Object> facts) {
        facts.put("stepId", step.id());
        facts.put("step", step.name());
        facts.put("stepUnit", step.unit());
        facts.put("stepState", step.state().wire());
        facts.put("answerBy", step.asked().answerBy());
        facts.put("toldEnd", step.course().toldEnd());
        facts.put("reason", step.course().reason());
        return facts;
    }

    @EventListener
    void on(CaseOpened fact) {
        tell("case.opened", facts(fact.theCase()));
    }

    @EventListener
    void on(CaseResolved fact) {
        tell("case.resolved", facts(fact.theCase()));
    }

    @EventListener
    void on(CaseReopened fact) {
        tell("case.reopened", facts(fact.theCase()));
    }

    @EventListener
    void on(CaseSorted fact) {
        tell("case.sorted", facts(fact.theCase()));
    }

    @EventListener
    void on(MessageAdded fact) {
        var facts = facts(fact.theCase());
        facts.put("messageId", fact.message().id());
        facts.put("direction", fact.message().direction().word());
        tell("case.message", facts);
    }

    @EventListener
    void on(CustomerWarned fact) {
        for (var told : fact.news()) {
            var facts = facts(told.promise());
            facts.put("newDue", told.warning().newDue());
            facts.put("reason", told.warning().reason());
            facts.put("late", told.warning().late());
            tell("promise.warned", facts);
        }
    }

    @EventListener
    void on(MakeGoodSettled fact) {
        var makeGood = fact.makeGood();
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("id", makeGood.id());
        facts.put("promise", makeGood.promise());
        facts.put("customerId", makeGood.customerId());
        facts.put("payer", makeGood.payer());
        facts.put("currency", makeGood.total().currency().getCurrencyCode());
        facts.put("minor", makeGood.total().minor());
        facts.put("name", makeGood.name());
        facts.put("reason", makeGood.reason());
        facts.put("version", makeGood.head().position());
        tell("makeGood." + makeGood.state().wire(), facts);
    }

    /// So that a copy of each head lies outside within the hour.
    @EventListener
    void on(HeadSigned fact) {
        var head = fact.head();
        var hex = HexFormat.of();
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("number", head.number());
        facts.put("line", head.line());
        facts.put("hash", hex.formatHex(head.hash()));
        facts.put("signature", hex.formatHex(head.signature()));
        tell("ledger.head", facts);
    }

    private void tell(String event, Map<String, @Nullable Object> facts) {
        var hearers = all().stream().filter(w -> w.hears(event)).toList();
        if (hearers.isEmpty()) {
            return;
        }
        Instant now = now();
        var body = new LinkedHashMap<String, Object>();
        body.put("type", event);
        body.put("timestamp", now);
        body.put("data", facts);
        String text = json.writeValueAsString(body);
        for (var webhook : hearers) {
            UUID id = Ids.at(now);
            table.insertDelivery(writes, id, webhook.id(), event, text, now);
            outbox.put(EFFECT + ":" + id, EFFECT, id, now);
        }
    }

    private static Map<String, @Nullable Object> facts(Promise promise) {
        var words = promise.words();
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("id", words.id());
        facts.put("caseId", words.caseId());
        facts.put("customerId", words.customerId());
        facts.put("kind", words.kind());
        facts.put("saidText", words.saidText());
        facts.put("owner", words.owner());
        facts.put("unit", words.unit());
        facts.put("visibility", words.visibility().word());
        facts.put("state", promise.state().wire());
        facts.put("firstDue", promise.times().firstDue());
        facts.put("currentDue", promise.due());
        facts.put("level", words.level());
        facts.put("previous", words.previous());
        facts.put("version", promise.version());
        return facts;
    }

    private static Map<String, @Nullable Object> facts(Case theCase) {
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("id", theCase.id());
        facts.put("number", theCase.number());
        facts.put("customerId", theCase.customerId());
        facts.put("subject", theCase.subject());
        facts.put("state", theCase.state());
        facts.put("unit", theCase.unit());
        facts.put("owner", theCase.owner());
        facts.put("version", theCase.version());
        return facts;
    }

    /// Read on every event, so kept for two seconds in memory.
    private List<Webhook> all() {
        var now = known;
        if (now == null || System.nanoTime() - now.readAt() > FRESH.toNanos()) {
            now = new Known(table.all(), System.nanoTime());
            known = now;
        }
        return now.all();
    }

    private void changed() {
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCompletion(int status) {
                        known = null;
                    }
                });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
