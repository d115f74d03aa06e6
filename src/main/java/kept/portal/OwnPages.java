package kept.portal;

import generated.pages.Templates;
import gg.jte.models.runtime.JteModel;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kept.accounts.Route;
import kept.accounts.Route.Routes;
import kept.cases.Case;
import kept.cases.Cases;
import kept.cases.Channel;
import kept.cases.Message;
import kept.cases.NewCase;
import kept.cases.NewMessage;
import kept.cases.Priority;
import kept.contacts.CallWindow;
import kept.contacts.Contacts;
import kept.customers.Customer;
import kept.customers.Customers;
import kept.customers.OwnPageLink;
import kept.kernel.Refusal;
import kept.makegood.MakeGoods;
import kept.matters.Matters;
import kept.promises.Promise;
import kept.promises.Promises;
import kept.promises.State;
import kept.promises.Visibility;
import kept.steps.Steps;
import kept.teams.Teams;
import kept.warnings.Warnings;
import kept.web.Clockface;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The customer's own page. Looking changes nothing; what he says is sent from the page by a post.
@Controller
class OwnPages {
    private static final int MOST = 100;

    private final Templates pages;
    private final OwnPageLink links;
    private final Customers customers;
    private final Cases cases;
    private final Promises promises;
    private final MakeGoods makeGoods;
    private final Warnings warnings;
    private final Matters matters;
    private final Teams teams;
    private final Steps steps;
    private final Contacts contacts;
    private final TransactionOperations transaction;
    private final Clock clock;

    OwnPages(
            Templates pages,
            OwnPageLink links,
            Customers customers,
            Cases cases,
            Promises promises,
            MakeGoods makeGoods,
            Warnings warnings,
            Matters matters,
            Teams teams,
            Steps steps,
            Contacts contacts,
            TransactionOperations transaction,
            Clock clock) {
        this.pages = pages;
        this.links = links;
        this.customers = customers;
        this.cases = cases;
        this.promises = promises;
        this.makeGoods = makeGoods;
        this.warnings = warnings;
        this.matters = matters;
        this.teams = teams;
        this.steps = steps;
        this.contacts = contacts;
        this.transaction = transaction;
        this.clock = clock;
    }

    @GetMapping("/p/{token}")
    JteModel show(@PathVariable String token, @RequestParam(defaultValue = "") String said) {
        return pages.portalOwnPage(page(token, said));
    }

    private OwnPage page(String token, String said) {
        var opened = opened(token);
        var customer = customers.get(opened.customer());
        var matter = opened.onCase().flatMap(cases::find);
        var all =
                (matter.isPresent()
                                ? promises.ofCase(matter.get().id())
                                : promises.ofCustomer(customer.id(), MOST))
                        .stream()
                                .filter(p -> p.words().visibility() == Visibility.CUSTOMER)
                                .filter(p -> customer.id().equals(p.words().customerId()))
                                .toList();
        var thread =
                matter.map(c -> cases.latestMessages(c.id(), MOST)).orElse(List.of()).stream()
                        .filter(m -> m.direction() != Message.Direction.NOTE)
                        .filter(Message::proven)
                        .toList();
        return new OwnPage(
                token,
                customer,
                matter.orElse(null),
                all.stream().filter(p -> p.open() && p.state() != State.CLAIMED).toList(),
                all.stream().filter(p -> p.state() == State.CLAIMED).toList(),
                all.stream().filter(p -> !p.open()).toList().reversed(),
                madeGood(all, customer),
                warnings.ofPromises(
                        all.stream().filter(p -> p.state().running()).map(Promise::id).toList()),
                steps.of(all),
                callWindows(all),
                thread,
                matter.flatMap(c -> matters.ofCase(c.id()))
                        .map(m -> teams.nameOf(m.decisionMaker()))
                        .orElse(""),
                new Clockface(customer.zone(), clock.instant()),
                said);
    }

    private Map<UUID, String> madeGood(List<Promise> all, Customer customer) {
        var sentences = new HashMap<UUID, String>();
        for (UUID chain : all.stream().map(p -> p.words().chain()).distinct().toList()) {
            String sentence = makeGoods.sentence(chain, Locale.forLanguageTag(customer.locale()));
            if (sentence != null) {
                sentences.put(chain, sentence);
            }
        }
        return sentences;
    }

    /// When he may choose to be called, by the promise to call him.
    private Map<UUID, List<CallWindow>> callWindows(List<Promise> all) {
        var windows = new HashMap<UUID, List<CallWindow>>();
        all.stream()
                .filter(p -> p.state().running() && p.words().kind().equals(Contacts.CALLBACK))
                .forEach(p ->
                        contacts.owedBy(p.id())
                                .ifPresent(owed -> windows.put(p.id(), contacts.windows(owed))));
        return windows;
    }

    private OwnPageLink.Opened opened(String token) {
        return links.read(token)
                .orElseThrow(() ->
                        Refusal.notFound(
                                "This link is not complete or its time is over. Write to us, and you get a new one."));
    }

    @PostMapping("/p/{token}/promises/{id}/confirmation")
    ResponseEntity<Void> kept(@PathVariable String token, @PathVariable UUID id) {
        promises.confirmByCustomer(opened(token).customer(), id);
        return back(token, "kept");
    }

    @PostMapping("/p/{token}/promises/{id}/dispute")
    ResponseEntity<Void> notKept(
            @PathVariable String token,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String words) {
        promises.disputeByCustomer(
                opened(token).customer(),
                id,
                words.isBlank() ? "The customer says it was not done." : words);
        return back(token, "not-kept");
    }

    @PostMapping("/p/{token}/promises/{id}/release")
    ResponseEntity<Void> release(@PathVariable String token, @PathVariable UUID id) {
        promises.releaseByCustomer(opened(token).customer(), id);
        return back(token, "released");
    }

    @PostMapping("/p/{token}/promises/{id}/new-time")
    ResponseEntity<Void> accept(@PathVariable String token, @PathVariable UUID id) {
        warnings.accept(opened(token).customer(), id);
        return back(token, "agreed");
    }

    @PostMapping("/p/{token}/promises/{id}/another-time")
    ResponseEntity<Void> anotherTime(
            @PathVariable String token, @PathVariable UUID id, @RequestParam String words) {
        var opened = opened(token);
        var promise = promises.ofCustomer(opened.customer(), id);
        hear(
                opened,
                promise,
                "I ask for another time for \"%s\": %s"
                        .formatted(promise.words().saidText(), words),
                false);
        return back(token, "heard");
    }

    @PostMapping("/p/{token}/promises/{id}/call-window")
    ResponseEntity<Void> callWindow(
            @PathVariable String token, @PathVariable UUID id, @RequestParam Instant from) {
        var promise = promises.ofCustomer(opened(token).customer(), id);
        var owed =
                contacts.owedBy(promise.id())
                        .orElseThrow(() ->
                                Refusal.conflict("This call is being made, or was made already."));
        contacts.choose(owed, from);
        return back(token, "agreed");
    }

    @PostMapping("/p/{token}/person")
    ResponseEntity<Void> person(@PathVariable String token, @RequestParam String words) {
        hear(opened(token), null, "I ask for a person who decides: " + words, true);
        return back(token, "heard");
    }

    @PostMapping("/p/{token}/messages")
    ResponseEntity<Void> write(@PathVariable String token, @RequestParam String words) {
        hear(opened(token), null, words, false);
        return back(token, "heard");
    }

    /// What he says goes onto his case, or opens one, and is owed an answer.
    private void hear(
            OwnPageLink.Opened opened,
            @org.jspecify.annotations.Nullable Promise about,
            String words,
            boolean urgent) {
        String text = words.strip();
        if (text.isEmpty() || text.length() > 20_000) {
            throw Refusal.invalid(
                    "words", "Write in 1 to 20,000 characters what you want to tell us.");
        }
        transaction.executeWithoutResult(_ -> {
            var customer = customers.get(opened.customer());
            Optional<Case> matter =
                    opened.onCase()
                            .or(() -> Optional.ofNullable(about).map(p -> p.words().caseId()))
                            .flatMap(cases::find);
            var said =
                    NewMessage.typed(
                            Message.Direction.INBOUND,
                            customer.name(),
                            subject(matter),
                            text,
                            Channel.WEB);
            if (matter.isPresent()) {
                cases.hear(matter.get().id(), said);
                if (urgent) {
                    cases.press(matter.get().id(), Priority.URGENT);
                }
            } else {
                cases.openByChannel(
                        new NewCase(
                                customer.id(),
                                text.lines().findFirst().orElse("From the customer's page"),
                                null,
                                null,
                                urgent ? Priority.URGENT : Priority.NORMAL,
                                List.of(),
                                said));
            }
        });
    }

    private static String subject(Optional<Case> matter) {
        return matter.map(Case::subject).orElse("From the customer's page");
    }

    private static ResponseEntity<Void> back(String token, String said) {
        return ResponseEntity.status(303)
                .header("Location", "/p/" + token + "?said=" + said)
                .build();
    }

    @Bean
    static Routes portalRoutes() {
        return Routes.of(
                Route.open("GET", "/p/{token}"),
                Route.open("POST", "/p/{token}/promises/{id}/confirmation"),
                Route.open("POST", "/p/{token}/promises/{id}/dispute"),
                Route.open("POST", "/p/{token}/promises/{id}/release"),
                Route.open("POST", "/p/{token}/promises/{id}/new-time"),
                Route.open("POST", "/p/{token}/promises/{id}/another-time"),
                Route.open("POST", "/p/{token}/promises/{id}/call-window"),
                Route.open("POST", "/p/{token}/person"),
                Route.open("POST", "/p/{token}/messages"));
    }
}
