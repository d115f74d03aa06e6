package kept.desk;

import generated.pages.Templates;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kept.accounts.Frames;
import kept.accounts.SignedIn;
import kept.calendars.Calendars;
import kept.calendars.WallTime;
import kept.cases.Case;
import kept.cases.CaseFilter;
import kept.cases.Cases;
import kept.cases.Channel;
import kept.cases.Message;
import kept.cases.NewCase;
import kept.cases.NewMessage;
import kept.cases.Priority;
import kept.catcher.Catchers;
import kept.catcher.Caught;
import kept.catcher.Corrections;
import kept.customers.ContactPoint;
import kept.customers.Customers;
import kept.kernel.Cursor;
import kept.kernel.Refusal;
import kept.live.Live;
import kept.mail.Delivery;
import kept.mail.Mailroom;
import kept.makegood.MakeGood;
import kept.makegood.MakeGoods;
import kept.misses.Misses;
import kept.promises.NewPromise;
import kept.promises.PromiseCheck;
import kept.promises.Promises;
import kept.promises.Receipt;
import kept.promises.Visibility;
import kept.steps.StepTemplate;
import kept.steps.StepTemplates;
import kept.steps.Steps;
import kept.teams.Teams;
import kept.web.Clockface;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Lists of cases, and the page of one.
@Controller
class CasePages {
    private static final int PAGE = 25;
    private static final int THREAD = 60;

    private final Templates pages;
    private final Frames frames;
    private final Cases cases;
    private final Customers customers;
    private final Promises promises;
    private final MakeGoods makeGoods;
    private final WarningRows warningRows;
    private final Misses misses;
    private final MatterRows matterRows;
    private final Steps steps;
    private final StepTemplates stepTemplates;
    private final Teams teams;
    private final PromiseRows promiseRows;
    private final CaseRows caseRows;
    private final CallLines callLines;
    private final Calendars calendars;
    private final Live live;
    private final Mailroom mailroom;
    private final Catchers catchers;
    private final PromiseCheck check;
    private final Corrections corrections;
    private final TransactionOperations transaction;

    CasePages(
            Templates pages,
            Frames frames,
            Cases cases,
            Customers customers,
            Promises promises,
            MakeGoods makeGoods,
            WarningRows warningRows,
            Misses misses,
            MatterRows matterRows,
            Steps steps,
            StepTemplates stepTemplates,
            Teams teams,
            PromiseRows promiseRows,
            CaseRows caseRows,
            CallLines callLines,
            Calendars calendars,
            Live live,
            Mailroom mailroom,
            Catchers catchers,
            PromiseCheck check,
            Corrections corrections,
            TransactionOperations transaction) {
        this.pages = pages;
        this.frames = frames;
        this.cases = cases;
        this.customers = customers;
        this.promises = promises;
        this.makeGoods = makeGoods;
        this.warningRows = warningRows;
        this.misses = misses;
        this.matterRows = matterRows;
        this.steps = steps;
        this.stepTemplates = stepTemplates;
        this.teams = teams;
        this.promiseRows = promiseRows;
        this.caseRows = caseRows;
        this.callLines = callLines;
        this.calendars = calendars;
        this.live = live;
        this.mailroom = mailroom;
        this.catchers = catchers;
        this.check = check;
        this.corrections = corrections;
        this.transaction = transaction;
    }

    // --- the list

    /// A receipt code that somebody holds leads straight to its word.
    @GetMapping("/cases")
    Object list(
            SignedIn who,
            @RequestParam(defaultValue = "move") String show,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String tag,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String cursor) {
        var meant =
                Receipt.read(q).stream()
                        .flatMap(code -> promises.byReceipt(who.viewer(), code).stream())
                        .findFirst();
        if (meant.isPresent()) {
            return ResponseEntity.status(303)
                    .header("Location", "/promises/" + meant.get().id())
                    .build();
        }
        return pages.deskCases(
                frames.of(who, "Cases", "cases"), listOf(who, show, unit, tag, q, cursor));
    }

    @GetMapping("/cases/rows")
    JteModel rows(
            SignedIn who,
            @RequestParam(defaultValue = "move") String show,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String tag,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String cursor) {
        return pages.deskCaseRows(listOf(who, show, unit, tag, q, cursor));
    }

    private CaseListView listOf(
            SignedIn who, String show, String unit, String tag, String q, String cursor) {
        var viewer = who.viewer();
        UUID unitId = unit.isBlank() ? null : teams.unitNamed(unit).id();
        // people who search want to find it wherever it lies
        boolean anyState = !q.isBlank() && show.equals("move");
        var filter =
                new CaseFilter(
                        anyState ? null : show.equals("resolved"),
                        unitId,
                        show.equals("mine") ? viewer.person() : null,
                        show.equals("unowned"),
                        (!anyState && show.equals("move")) ? Boolean.TRUE : null,
                        null,
                        tag,
                        q,
                        CaseFilter.Sort.UPDATED);
        var slice =
                cases.list(viewer, filter, cursor.isBlank() ? null : Cursor.parse(cursor), PAGE);
        return new CaseListView(
                caseRows.of(slice.items()),
                slice.next(),
                show,
                unit,
                tag,
                q,
                cases.counts(viewer),
                teams.units().stream().filter(u -> viewer.seesUnit(u.id())).toList(),
                frames.clockface(who));
    }

    @PostMapping("/cases")
    ResponseEntity<Void> open(
            SignedIn who,
            @RequestParam String name,
            @RequestParam(defaultValue = "") String reach,
            @RequestParam String subject,
            @RequestParam String text,
            @RequestParam String channel) {
        var way = Channel.of(channel);
        var points =
                reach.isBlank() ? List.<ContactPoint>of() : List.of(contactPoint(reach.strip()));
        var opened =
                transaction.execute(_ -> {
                    var customer = customers.findOrNew(who.viewer(), name, points);
                    return cases.open(
                            who.viewer(),
                            new NewCase(
                                    customer.id(),
                                    subject,
                                    homeUnit(who),
                                    who.viewer().person(),
                                    Priority.NORMAL,
                                    List.of(),
                                    NewMessage.typed(
                                            Message.Direction.INBOUND,
                                            customer.name(),
                                            subject,
                                            text,
                                            way)));
                });
        return seeOther(java.util.Objects.requireNonNull(opened));
    }

    private @Nullable UUID homeUnit(SignedIn who) {
        return teams.units().stream()
                .map(u -> u.id())
                .filter(who.viewer().units()::contains)
                .findFirst()
                .orElse(null);
    }

    private static ContactPoint contactPoint(String reach) {
        return reach.contains("@")
                ? ContactPoint.of("email", reach, "ZZ")
                : ContactPoint.of("phone", reach, java.util.Locale.getDefault().getCountry());
    }

    // --- one case

    @GetMapping("/cases/{number}")
    JteModel show(SignedIn who, @PathVariable long number) {
        var theCase = cases.byNumber(who.viewer(), number);
        return pages.deskCase(
                frames.of(who, "#" + number + " " + theCase.subject(), "cases"),
                view(who, theCase, THREAD),
                live.shown(theCase.id().toString()));
    }

    @GetMapping("/cases/{number}/thread")
    JteModel thread(
            SignedIn who,
            @PathVariable long number,
            @RequestParam(defaultValue = "false") boolean all) {
        return pages.deskCaseMain(
                view(who, cases.byNumber(who.viewer(), number), all ? 5_000 : THREAD));
    }

    private CaseView view(SignedIn who, Case theCase, int most) {
        var customer = customers.get(theCase.customerId());
        var thread = cases.latestMessages(theCase.id(), most + 1);
        boolean earlier = thread.size() > most;
        var words = promiseRows.of(promises.ofCase(theCase.id()));
        var face = frames.clockface(who);
        var others =
                cases
                        .list(who.viewer(), CaseFilter.ofCustomer(customer.id()), null, 6)
                        .items()
                        .stream()
                        .filter(c -> !c.id().equals(theCase.id()))
                        .toList();
        return new CaseView(
                theCase,
                customer,
                earlier ? thread.subList(1, thread.size()) : thread,
                earlier,
                words.stream().filter(row -> row.promise().open()).toList(),
                words.stream().filter(row -> !row.promise().open()).toList().reversed(),
                caseRows.of(others),
                teams.units(),
                teams.activePeople(),
                theCase.owner() == null ? "" : teams.nameOf(theCase.owner()),
                teams.unit(theCase.unit()).name(),
                deliveries(thread, words),
                madeGood(words),
                warningRows.of(words),
                WhyView.of(misses, words),
                matterRows.of(who.viewer(), theCase),
                matterRows.remindersOf(theCase.id(), words),
                plans(words, face),
                stepTemplates.list().stream().map(StepTemplate::kind).distinct().toList(),
                callLines.of(theCase),
                face,
                new Clockface(customer.zone(), face.now()));
    }

    private Map<UUID, MakeGood> madeGood(List<PromiseRow> words) {
        return makeGoods
                .ofChains(
                        words.stream()
                                .map(row -> row.promise().words().chain())
                                .distinct()
                                .toList())
                .stream()
                .collect(Collectors.toMap(MakeGood::chain, m -> m));
    }

    private Map<UUID, PlanView> plans(List<PromiseRow> words, Clockface face) {
        return steps.of(words.stream().map(PromiseRow::promise).toList()).entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> PlanView.of(entry.getValue(), teams, face)));
    }

    /// The words with a date in what is being typed, to be recorded if the agent says so; those he chose stay chosen.
    @PostMapping("/cases/{number}/caught")
    JteModel caught(
            SignedIn who,
            @PathVariable long number,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String direction,
            HttpServletRequest request) {
        var theCase = cases.byNumber(who.viewer(), number);
        var customer = customers.get(theCase.customerId());
        var calendar = calendars.calendar(teams.unit(theCase.unit()).calendarId());
        var face = frames.clockface(who);
        // a note tells what was said on the telephone; what the customer hears is on his own clock
        var caught =
                direction.equals("outbound") || direction.equals("note")
                        ? catchers.catcher(customer.zone(), calendar, Locale.ENGLISH)
                                .in(text, face.now())
                        : List.<Caught>of();
        return pages.deskCaught(
                onceUndated(caught).stream()
                        .map(c ->
                                CaughtWord.of(
                                        c,
                                        chips(request),
                                        check(who, theCase, c),
                                        c.dueAt() == null
                                                ? null
                                                : steps.tooEarly(
                                                                theCase.unit(), c.kind(), c.dueAt())
                                                        .orElse(null)))
                        .toList(),
                face,
                new kept.web.Clockface(customer.zone(), face.now()));
    }

    private PromiseCheck.@Nullable Answer check(SignedIn who, Case theCase, Caught caught) {
        var due = caught.dueAt();
        return due == null || !due.isAfter(frames.clockface(who).now())
                ? null
                : check.check(who.viewer(), theCase.unit(), caught.kind(), due);
    }

    /// "When?" is asked once for a message, however often it says soon.
    private static List<Caught> onceUndated(List<Caught> caught) {
        var first = caught.stream().filter(Caught::undated).findFirst();
        return caught.stream().filter(c -> !c.undated() || c.equals(first.orElse(c))).toList();
    }

    /// How the last mail about each message and promise fared.
    private Map<UUID, Delivery> deliveries(List<Message> thread, List<PromiseRow> words) {
        var about =
                Stream.concat(
                                thread.stream()
                                        .filter(m -> m.direction() == Message.Direction.OUTBOUND)
                                        .map(Message::id),
                                words.stream().map(row -> row.promise().id()))
                        .toList();
        return mailroom.deliveries(about).stream()
                .collect(Collectors.toMap(Delivery::about, d -> d, (_, last) -> last));
    }

    @PostMapping("/cases/{number}/messages")
    ResponseEntity<Void> say(
            SignedIn who,
            @PathVariable long number,
            @RequestParam String direction,
            @RequestParam String text,
            HttpServletRequest request) {
        var theCase = cases.byNumber(who.viewer(), number);
        var way = Message.Direction.of(direction);
        if (way == Message.Direction.INBOUND) {
            throw Refusal.invalid("direction", "Answer the customer or write a note.");
        }
        transaction.executeWithoutResult(_ -> {
            cases.say(
                    who.viewer(),
                    theCase.id(),
                    NewMessage.typed(
                            way, who.person().name(), theCase.subject(), text, theCase.channel()));
            for (String chip : chips(request)) {
                give(who, theCase, chip);
            }
            learn(who, theCase, request);
        });
        return seeOther(theCase);
    }

    /// What became of the chips that were shown, so that the catcher learns from it.
    private void learn(SignedIn who, Case theCase, HttpServletRequest request) {
        String[] offered = request.getParameterValues("offered");
        if (offered != null) {
            for (String sentence : Set.copyOf(List.of(offered))) {
                boolean recorded =
                        chips(request).stream().anyMatch(chip -> chip.endsWith("|" + sentence));
                corrections.keep(theCase.id(), sentence, recorded, who.person().id());
            }
        }
    }

    /// Read from the request itself: a list parameter would be cut at the commas of the sentences.
    private static List<String> chips(HttpServletRequest request) {
        String[] chips = request.getParameterValues("word");
        return chips == null ? List.of() : List.of(chips);
    }

    private void give(SignedIn who, Case theCase, String chip) {
        var chosen = CaughtWord.Chosen.read(chip);
        if (chosen == null) {
            return;
        }
        var due = readTime(who, chosen.due());
        cases.give(
                who.viewer(),
                theCase.id(),
                c ->
                        new NewPromise(
                                c.id(),
                                c.customerId(),
                                chosen.kind(),
                                chosen.sentence(),
                                c.channel().word(),
                                due,
                                null,
                                null,
                                c.unit(),
                                null,
                                Visibility.CUSTOMER,
                                chosen.condition()));
    }

    @PostMapping("/cases/{number}/promises")
    ResponseEntity<Void> promise(
            SignedIn who,
            @PathVariable long number,
            @RequestParam String said,
            @RequestParam String due,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "promise") String kind,
            @RequestParam(defaultValue = "") String owner,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "customer") String visibility,
            @RequestParam(defaultValue = "") String condition) {
        var theCase = cases.byNumber(who.viewer(), number);
        cases.give(
                who.viewer(),
                theCase.id(),
                c ->
                        new NewPromise(
                                c.id(),
                                c.customerId(),
                                kind.isBlank() ? "promise" : kind,
                                said,
                                c.channel().word(),
                                readTime(who, due),
                                null,
                                from.isBlank() ? null : readTime(who, from),
                                unit.isBlank() ? c.unit() : teams.unitNamed(unit).id(),
                                owner.isBlank() ? null : teams.personNamed(owner).id(),
                                Visibility.of(visibility),
                                condition.isBlank() ? null : condition));
        return seeOther(theCase);
    }

    static java.time.Instant readTime(SignedIn who, String local) {
        return WallTime.read("due", local, who.person().zone());
    }

    @PostMapping("/cases/{number}/resolution")
    ResponseEntity<Void> resolve(
            SignedIn who, @PathVariable long number, @RequestParam(defaultValue = "") String how) {
        return seeOther(
                cases.resolve(who.viewer(), cases.byNumber(who.viewer(), number).id(), null, how));
    }

    @PostMapping("/cases/{number}/reopening")
    ResponseEntity<Void> reopen(SignedIn who, @PathVariable long number) {
        return seeOther(
                cases.reopen(who.viewer(), cases.byNumber(who.viewer(), number).id(), null));
    }

    @PostMapping("/cases/{number}/sorting")
    ResponseEntity<Void> sort(
            SignedIn who,
            @PathVariable long number,
            @RequestParam String unit,
            @RequestParam(defaultValue = "") String owner,
            @RequestParam String priority,
            @RequestParam(defaultValue = "") String tags,
            @RequestParam int version) {
        var theCase = cases.byNumber(who.viewer(), number);
        var sorted =
                cases.sort(
                        who.viewer(),
                        theCase.id(),
                        version,
                        teams.unitNamed(unit).id(),
                        owner.isBlank() ? null : teams.personNamed(owner).id(),
                        Priority.of(priority),
                        Arrays.asList(tags.split(",")));
        return seeOther(sorted);
    }

    @PostMapping("/cases/{number}/owner")
    ResponseEntity<Void> take(SignedIn who, @PathVariable long number) {
        var c = cases.byNumber(who.viewer(), number);
        return seeOther(
                cases.sort(
                        who.viewer(),
                        c.id(),
                        null,
                        c.unit(),
                        who.viewer().person(),
                        c.priority(),
                        c.tags()));
    }

    /// Somebody types an answer: whoever else has the case open sees who.
    @PostMapping("/cases/{number}/answering")
    ResponseEntity<Void> answering(SignedIn who, @PathVariable long number) {
        var theCase = cases.byNumber(who.viewer(), number);
        live.answering(
                theCase.id().toString(),
                who.viewer().person(),
                who.person().name(),
                Duration.ofSeconds(25));
        return ResponseEntity.noContent().build();
    }

    static ResponseEntity<Void> seeOther(Case theCase) {
        return ResponseEntity.status(303).header("Location", "/cases/" + theCase.number()).build();
    }
}
