package kept.mail;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kept.cases.Case;
import kept.cases.Cases;
import kept.customers.Customer;
import kept.customers.Customers;
import kept.customers.OwnPageLink;
import kept.database.Writes;
import kept.journal.Heads;
import kept.kernel.Wording;
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
import kept.promises.Receipt;
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
import kept.warnings.CustomerWarned;
import kept.web.PublicAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells the customer what becomes of a word he was given: a receipt at once, then every turn, good or bad. The
/// calendar entry of a promise keeps one id through all links of its chain, so that it moves and goes with the word.
@Component
class PromiseLetters {
    /// Kinds in which the customer meets whoever keeps the word.
    private static final Set<String> MEETS = Set.of("callback", "visit", "appointment");

    private final Post post;
    private final Cases cases;
    private final Customers customers;
    private final Teams teams;
    private final MakeGoods makeGoods;
    private final Heads heads;
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
            Heads heads,
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
        this.heads = heads;
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
        var saying = Saying.to(customer, clock.instant());
        var words = words(fact, promise, saying);
        if (words == null) {
            return;
        }
        send(
                customer,
                promise,
                words.key() + ":" + promise.id() + ":" + promise.version(),
                words.subject(),
                words.body() + provisional(fact, saying) + madeGood(fact, customer),
                words.entry(),
                clock.instant());
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
        var words = words(fact, promise, Saying.to(customer, clock.instant()));
        if (words != null) {
            send(
                    customer,
                    promise,
                    words.key() + ":" + promise.id() + ":" + fact.plan().version(),
                    words.subject(),
                    words.body(),
                    null,
                    clock.instant());
        }
    }

    /// Bad news: all of it to one customer in one letter, and what he can choose.
    @EventListener
    void on(CustomerWarned warned) {
        writes.flush();
        var first = warned.news().getFirst();
        var customer = customers.get(first.warning().customer());
        var saying = Saying.to(customer, clock.instant());
        int count = warned.news().size();
        boolean newDue = warned.news().stream().anyMatch(t -> t.warning().newDue() != null);
        send(
                customer,
                first.promise(),
                "warned:" + first.warning().id(),
                count == 1
                        ? saying.text(
                                "warning.subject",
                                "said",
                                shortened(first.promise().words().saidText()))
                        : saying.text("warning.subjects", "count", Integer.toString(count)),
                saying.text("warning.intro")
                        + warned.news().stream()
                                .map(told ->
                                        "\n\n" + saying.warning(told.promise(), told.warning()))
                                .collect(Collectors.joining())
                        + "\n\n"
                        + saying.text(newDue ? "warning.choices" : "warning.choicesNoTime"),
                null,
                warned.notBefore());
    }

    private void send(
            Customer customer,
            Promise promise,
            String key,
            String subject,
            String body,
            Invitation.@Nullable Method entry,
            Instant notBefore) {
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
                        subject,
                        letter(customer, body, link, owner, theCase),
                        OutgoingMail.Automatic.GENERATED,
                        entry == null ? null : entry(entry, promise, customer, owner, link)),
                notBefore);
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
    private String provisional(PromiseFact fact, Saying saying) {
        if (!(fact instanceof PromiseGiven
                || fact instanceof PromiseRedated
                || fact instanceof PromiseConditionMet)) {
            return "";
        }
        return steps.of(fact.promise())
                .map(Progress::plan)
                .map(Plan::provisionalUntil)
                .map(until -> "\n\n" + saying.text("provisional", "until", saying.time(until)))
                .orElse("");
    }

    private static @Nullable Words words(PlanFact fact, Promise p, Saying saying) {
        return switch (fact) {
            case PlanBacked _ -> about(saying, p, "stands", null);
            case PlanUnanswered(var _, var plan) ->
                    about(
                            saying,
                            p,
                            "unanswered",
                            null,
                            "why",
                            saying.text(
                                    plan.backing() == Plan.Backing.REFUSED
                                            ? "unanswered.refused"
                                            : "unanswered.silent"));
            case PlanTurnedRed _, PlanTurnedGreen _, StepAsked _, StepRefused _, StepClimbed _ ->
                    null;
        };
    }

    private @Nullable Words words(PromiseFact fact, Promise p, Saying saying) {
        return switch (fact) {
            case PromiseGiven _ -> given(saying, p);
            case PromiseRedated(var _, var before, var reason) ->
                    about(
                            saying,
                            p,
                            "moved",
                            Invitation.Method.REQUEST,
                            "before",
                            saying.time(before.due()),
                            "reason",
                            reason,
                            "first",
                            saying.time(p.times().firstDue()));
            case PromiseBroken _ ->
                    about(saying, p, "broken", null, "owner", teams.nameOf(p.words().owner()));
            case PromiseDisputed _ -> about(saying, p, "reopened", null);
            case PromiseClaimed _ ->
                    about(
                            saying,
                            p,
                            "claimed",
                            null,
                            "evidence",
                            p.course().evidence() == null
                                    ? ""
                                    : saying.text(
                                            "claimed.evidence", "evidence", p.course().evidence()),
                            "end",
                            saying.time(clock.instant().plus(Promise.PROVISIONAL)));
            case PromiseKept _ ->
                    about(saying, p, p.state() == State.KEPT_LATE ? "late" : "kept", null);
            case PromiseReleased _ -> about(saying, p, "released", Invitation.Method.CANCEL);
            case PromiseWithdrawn _ ->
                    about(
                            saying,
                            p,
                            "withdrawn",
                            Invitation.Method.CANCEL,
                            "reason",
                            Objects.requireNonNullElse(p.course().reason(), ""));
            case PromiseVoided _ -> about(saying, p, "void", Invitation.Method.CANCEL);
            case PromiseConditionMet _ -> about(saying, p, "started", null);
            // he expects somebody at the door or on the telephone, and it is another one now
            case PromiseHandedOver _ ->
                    MEETS.contains(p.words().kind()) && p.state().running()
                            ? about(
                                    saying,
                                    p,
                                    "handed",
                                    null,
                                    "owner",
                                    teams.nameOf(p.words().owner()))
                            : null;
            // of a risk he hears from Warnings
            case PromiseAtRisk _, PromiseReminder _, PromiseClimbed _ -> null;
        };
    }

    /// The receipt, with its code and the last signed head: copies outside show if the ledger is ever rewritten.
    private Words given(Saying saying, Promise p) {
        var receipt =
                about(
                        saying,
                        p,
                        "given",
                        Invitation.Method.REQUEST,
                        "condition",
                        saying.condition(p),
                        "code",
                        Receipt.of(p.head().hash()).printed());
        return heads.last()
                .map(head ->
                        new Words(
                                receipt.key(),
                                receipt.subject(),
                                receipt.body()
                                        + "\n\n"
                                        + saying.text("given.head", "head", head.brief()),
                                receipt.entry()))
                .orElse(receipt);
    }

    private static Words about(
            Saying saying,
            Promise p,
            String key,
            Invitation.@Nullable Method entry,
            String... filled) {
        return new Words(
                key,
                saying.text(key + ".subject", "said", shortened(p.words().saidText())),
                saying.about(key + ".body", p, filled),
                entry);
    }

    private static String letter(
            Customer customer, String body, String link, String owner, @Nullable Case theCase) {
        var wording = Wording.of("letters", customer.locale());
        return wording.text("hello", "name", customer.firstName())
                + "\n\n"
                + body
                + "\n\n"
                + wording.text("page", "link", link)
                + "\n\n"
                + owner
                + (theCase == null
                        ? ""
                        : "\n"
                                + wording.text(
                                        "about",
                                        "number",
                                        Long.toString(theCase.number()),
                                        "subject",
                                        theCase.subject()))
                + "\n";
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
