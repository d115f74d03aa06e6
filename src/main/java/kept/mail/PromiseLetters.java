package kept.mail;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import kept.cases.Case;
import kept.cases.Cases;
import kept.customers.Customer;
import kept.customers.Customers;
import kept.customers.OwnPageLink;
import kept.database.Writes;
import kept.makegood.MakeGoods;
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
import kept.promises.State;
import kept.steps.Plan;
import kept.steps.PlanBacked;
import kept.steps.PlanFact;
import kept.steps.PlanTurnedGreen;
import kept.steps.PlanTurnedRed;
import kept.steps.PlanUnanswered;
import kept.steps.Progress;
import kept.steps.StepAsked;
import kept.steps.StepClimbed;
import kept.steps.StepRefused;
import kept.steps.Steps;
import kept.teams.Teams;
import kept.web.Clockface;
import kept.web.PublicAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells the customer what becomes of a word he was given: a receipt at once, then every turn, good or bad. The
/// calendar entry of a promise keeps one id through all links of its chain, so that it moves and goes with the word.
@Component
class PromiseLetters {
    private final Post post;
    private final Cases cases;
    private final Customers customers;
    private final Teams teams;
    private final MakeGoods makeGoods;
    private final Steps steps;
    private final OwnPageLink links;
    private final PublicAddress address;
    private final MailSettings settings;
    private final Writes writes;
    private final Clock clock;

    PromiseLetters(
            Post post,
            Cases cases,
            Customers customers,
            Teams teams,
            MakeGoods makeGoods,
            Steps steps,
            OwnPageLink links,
            PublicAddress address,
            MailSettings settings,
            Writes writes,
            Clock clock) {
        this.post = post;
        this.cases = cases;
        this.customers = customers;
        this.teams = teams;
        this.makeGoods = makeGoods;
        this.steps = steps;
        this.links = links;
        this.address = address;
        this.settings = settings;
        this.writes = writes;
        this.clock = clock;
    }

    /// What a letter is about to say, and what the calendar entry becomes.
    private record Words(
            String key, String subject, String body, Invitation.@Nullable Method entry) {}

    @EventListener
    void on(PromiseFact fact) {
        var promise = fact.promise();
        if (!promise.customerKnows() || promise.words().customerId() == null) {
            return;
        }
        writes.flush();
        var customer = customers.get(promise.words().customerId());
        if (customer.email().isEmpty()) {
            return;
        }
        var face = new Clockface(customer.zone(), clock.instant());
        var words = words(fact, promise, face);
        if (words != null) {
            send(
                    customer,
                    promise,
                    words.key() + ":" + promise.id() + ":" + promise.version(),
                    words,
                    words.body() + provisional(fact, face) + madeGood(fact, customer));
        }
    }

    /// Tells the customer what becomes of the units that back his word. Late steps are not his: what they mean for him is told
    /// as news of the promise.
    @EventListener
    void on(PlanFact fact) {
        var promise = fact.promise();
        if (!promise.customerKnows() || promise.words().customerId() == null) {
            return;
        }
        writes.flush();
        var customer = customers.get(promise.words().customerId());
        if (customer.email().isEmpty()) {
            return;
        }
        var words = words(fact, promise, new Clockface(customer.zone(), clock.instant()));
        if (words != null) {
            send(
                    customer,
                    promise,
                    words.key() + ":" + promise.id() + ":" + fact.plan().version(),
                    words,
                    words.body());
        }
    }

    private void send(Customer customer, Promise promise, String key, Words words, String body) {
        UUID caseId = promise.words().caseId();
        var theCase = caseId == null ? null : cases.find(caseId).orElse(null);
        String link =
                address.link(
                        links.path(
                                customer.id(),
                                caseId == null ? OwnPageLink.noCase() : caseId,
                                promise.due()));
        String owner = teams.nameOf(promise.words().owner());
        post.toCustomer(
                customer,
                theCase,
                new Post.Letter(
                        key,
                        promise.id(),
                        owner,
                        words.subject(),
                        letter(customer, body, link, owner, theCase),
                        OutgoingMail.Automatic.GENERATED,
                        words.entry() == null
                                ? null
                                : entry(words.entry(), promise, customer, owner, link)));
    }

    /// The apology and what makes good for it come in one message.
    private String madeGood(PromiseFact fact, Customer customer) {
        if (!(fact instanceof PromiseBroken
                || fact instanceof PromiseKept
                || fact instanceof PromiseDisputed)) {
            return "";
        }
        String sentence =
                makeGoods.sentence(
                        fact.promise().words().chain(), Locale.forLanguageTag(customer.locale()));
        return sentence == null ? "" : "\n\n" + sentence;
    }

    /// Until when the word is provisional, because units it needs have not taken on their part yet.
    private String provisional(PromiseFact fact, Clockface face) {
        if (!(fact instanceof PromiseGiven
                || fact instanceof PromiseRedated
                || fact instanceof PromiseConditionMet)) {
            return "";
        }
        return steps.of(fact.promise())
                .map(Progress::plan)
                .map(Plan::provisionalUntil)
                .map(until ->
                        "\n\nThis time is provisional until %s: not everybody who has a part in it has taken it on yet. By then we tell you whether it stands."
                                .formatted(face.full(until)))
                .orElse("");
    }

    private static @Nullable Words words(PlanFact fact, Promise p, Clockface face) {
        String said = "\"" + p.words().saidText() + "\"";
        return switch (fact) {
            case PlanBacked _ ->
                    new Words(
                            "stands",
                            "It stands: " + shortened(p.words().saidText()),
                            "We promised you %s until %s, and said that this was provisional. It stands now: everybody who has a part in it has taken it on."
                                    .formatted(said, face.full(p.due())),
                            null);
            case PlanUnanswered(var _, var plan) ->
                    new Words(
                            "unanswered",
                            "Not confirmed yet: " + shortened(p.words().saidText()),
                            "We promised you %s until %s, and said that you would know by now whether that stands. %s You hear from us as soon as it is settled, and before the time in any case."
                                    .formatted(
                                            said,
                                            face.full(p.due()),
                                            plan.backing() == Plan.Backing.REFUSED
                                                    ? "One of those who have a part in it cannot do it in time. We look for another way, or give you a time that holds."
                                                    : "Somebody who has a part in it has not answered us yet; the lead has been told."),
                            null);
            case PlanTurnedRed _, PlanTurnedGreen _, StepAsked _, StepRefused _, StepClimbed _ ->
                    null;
        };
    }

    private @Nullable Words words(PromiseFact fact, Promise p, Clockface face) {
        String said = "\"" + p.words().saidText() + "\"";
        String due = face.full(p.due());
        String times =
                p.times().windowStart() == null
                        ? "until " + due
                        : "between " + face.full(p.times().windowStart()) + " and " + due;
        return switch (fact) {
            case PromiseGiven(var _) ->
                    new Words(
                            "given",
                            "Our word: " + shortened(p.words().saidText()),
                            "You have our word:\n\n    %s\n    %s%s\n\nThis is your receipt. If anything changes, you hear it from us first."
                                    .formatted(p.words().saidText(), times, condition(p)),
                            Invitation.Method.REQUEST);
            case PromiseRedated(var _, var before, var reason) ->
                    new Words(
                            "moved",
                            "Another time: " + shortened(p.words().saidText()),
                            "We promised you %s until %s. It will not be then, because: %s\n\nOur new word is: %s.\n\nThe first time we named was %s; that stays on record. If the new time does not suit you, ask for another one on your page or answer this mail."
                                    .formatted(
                                            said,
                                            face.full(before.due()),
                                            reason,
                                            times,
                                            face.full(p.times().firstDue())),
                            Invitation.Method.REQUEST);
            case PromiseAtRisk(var _) ->
                    new Words(
                            "risk",
                            "Still open: " + shortened(p.words().saidText()),
                            "We promised you %s until %s. That is near, and it is not done yet. We tell you now, before the time, and not after it. %s is on it.\n\nOn your page you can ask for another time or for somebody who decides."
                                    .formatted(said, due, teams.nameOf(p.words().owner())),
                            null);
            case PromiseBroken(var _) ->
                    new Words(
                            "broken",
                            "We broke our word: " + shortened(p.words().saidText()),
                            "We promised you %s until %s, and it did not happen. We are sorry. %s answers for it, and the lead has been told. You hear from us when it is done, or a new time that holds."
                                    .formatted(said, due, teams.nameOf(p.words().owner())),
                            null);
            case PromiseDisputed(var _) ->
                    new Words(
                            "reopened",
                            "Open again: " + shortened(p.words().saidText()),
                            "You told us that %s was not kept. Thank you for saying so. It is open again, as broken, and the lead knows."
                                    .formatted(said),
                            null);
            case PromiseClaimed(var _) ->
                    new Words(
                            "claimed",
                            "Done? " + shortened(p.words().saidText()),
                            "We believe that %s is done%s.\n\nIs it? On your page you can say yes or no with one click. If you say nothing until %s, we take it as kept."
                                    .formatted(
                                            said,
                                            p.course().evidence() == null
                                                    ? ""
                                                    : ": " + p.course().evidence(),
                                            face.full(clock.instant().plus(Promise.PROVISIONAL))),
                            null);
            case PromiseKept(var _) ->
                    new Words(
                            "kept",
                            (p.state() == State.KEPT_LATE ? "Kept, but late: " : "Kept: ")
                                    + shortened(p.words().saidText()),
                            p.state() == State.KEPT_LATE
                                    ? "%s is on record as kept late. You should have had it by %s."
                                            .formatted(said, due)
                                    : "%s is on record as kept. If that is not so, answer this mail."
                                            .formatted(said),
                            null);
            case PromiseReleased(var _) ->
                    new Words(
                            "released",
                            "Taken off our list: " + shortened(p.words().saidText()),
                            "You let us off from %s. It is off our list.".formatted(said),
                            Invitation.Method.CANCEL);
            case PromiseWithdrawn(var _) ->
                    new Words(
                            "withdrawn",
                            "We take our word back: " + shortened(p.words().saidText()),
                            "We promised you %s until %s, and we have to take it back, because: %s\n\nIf that is not acceptable, ask for somebody who decides on your page."
                                    .formatted(said, due, p.course().reason()),
                            Invitation.Method.CANCEL);
            case PromiseVoided(var _) ->
                    new Words(
                            "void",
                            "Recorded in error: " + shortened(p.words().saidText()),
                            "We recorded %s as a promise to you in error. Nothing of it holds; if you were counting on it, answer this mail."
                                    .formatted(said),
                            Invitation.Method.CANCEL);
            case PromiseConditionMet(var _) ->
                    new Words(
                            "started",
                            "We have begun: " + shortened(p.words().saidText()),
                            "Thank you, we have what we needed. %s: %s.".formatted(said, times),
                            null);
            case PromiseHandedOver _, PromiseReminder _, PromiseClimbed _ -> null;
        };
    }

    private static String condition(Promise p) {
        return p.words().condition() == null
                ? ""
                : "\n    once you have done your part: " + p.words().condition();
    }

    private static String letter(
            Customer customer, String body, String link, String owner, @Nullable Case theCase) {
        return "Hello %s,\n\n%s\n\nYour page, with everything we owe you: %s\n\n%s%s\n"
                .formatted(
                        customer.firstName(),
                        body,
                        link,
                        owner,
                        theCase == null
                                ? ""
                                : "\nabout your case "
                                        + theCase.number()
                                        + ": "
                                        + theCase.subject());
    }

    private Invitation entry(
            Invitation.Method method, Promise p, Customer customer, String owner, String link) {
        Instant start = p.times().windowStart() == null ? p.due() : p.times().windowStart();
        return new Invitation(
                method,
                p.words().chain() + "@" + settings.host(),
                method == Invitation.Method.CANCEL ? p.words().level() + 1 : p.words().level(),
                start,
                p.times().windowStart() == null ? p.due().plusSeconds(900) : p.due(),
                p.words().saidText(),
                "Our word to you. Your page: " + link,
                new Correspondent(owner, settings.address()),
                new Correspondent(
                        customer.name(),
                        kept.kernel.EmailAddress.of(customer.email().orElseThrow())),
                URI.create(link),
                clock.instant());
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() > 70 ? line.substring(0, 69) + "…" : line;
    }
}
