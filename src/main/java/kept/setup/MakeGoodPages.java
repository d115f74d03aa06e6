package kept.setup;

import generated.pages.Templates;
import gg.jte.models.runtime.JteModel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import kept.accounts.Frames;
import kept.accounts.SignedIn;
import kept.kernel.CsvText;
import kept.kernel.Cursor;
import kept.kernel.Ids;
import kept.kernel.Refusal;
import kept.makegood.DailyRate;
import kept.makegood.Limit;
import kept.makegood.MakeGood;
import kept.makegood.MakeGoods;
import kept.makegood.Money;
import kept.makegood.Policy;
import kept.makegood.Profile;
import kept.teams.Teams;
import kept.teams.Unit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What customers get when we break our word: the rules, what people may add, and what is owed.
@Controller
public class MakeGoodPages {
    private static final String HERE = "/admin/make-good";
    private static final int SHOWN = 50;
    private static final int AT_ONCE = 1_000;

    private final Templates pages;
    private final Frames frames;
    private final MakeGoods makeGoods;
    private final Teams teams;
    private final Clock clock;

    MakeGoodPages(Templates pages, Frames frames, MakeGoods makeGoods, Teams teams, Clock clock) {
        this.pages = pages;
        this.frames = frames;
        this.makeGoods = makeGoods;
        this.teams = teams;
        this.clock = clock;
    }

    @GetMapping(HERE)
    JteModel show(SignedIn who) {
        var owed = makeGoods.list(who.viewer(), null, null, null, null, SHOWN).items();
        return pages.setupMakeGood(
                frames.of(who, "House", "admin"),
                makeGoods.policies(),
                profiles(),
                makeGoods.limits(),
                owed,
                makeGoods.shares(who.viewer()),
                teams.units(),
                owed.stream()
                        .filter(MakeGood::open)
                        .collect(Collectors.toMap(MakeGood::id, makeGoods::exclusions)),
                frames.clockface(who));
    }

    /// The name of a unit, also of one that was dissolved.
    public static String unitName(List<Unit> units, UUID id) {
        return units.stream()
                .filter(u -> u.id().equals(id))
                .findFirst()
                .map(Unit::name)
                .orElse("a unit that was dissolved");
    }

    private static Map<String, Profile> profiles() {
        return Profile.shipped().stream()
                .collect(
                        Collectors.toMap(
                                name -> name,
                                Profile::named,
                                (a, _) -> a,
                                java.util.LinkedHashMap::new));
    }

    @PostMapping("/admin/make-good/profiles/{name}")
    ResponseEntity<Void> adopt(SignedIn who, @PathVariable String name) {
        Profile.named(name)
                .policies(clock.instant())
                .forEach(policy -> makeGoods.adopt(who.viewer(), policy));
        return PeoplePages.to(HERE);
    }

    @PostMapping("/admin/make-good/rules")
    ResponseEntity<Void> add(
            SignedIn who,
            @RequestParam String name,
            @RequestParam String kind,
            @RequestParam(required = false) @Nullable UUID unit,
            @RequestParam String currency,
            @RequestParam(defaultValue = "") String fixed,
            @RequestParam(defaultValue = "") String daily,
            @RequestParam(defaultValue = "1") int fromDay,
            @RequestParam(defaultValue = "false") boolean workingDays,
            @RequestParam(defaultValue = "") String cap,
            @RequestParam(defaultValue = "") String exclusions,
            @RequestParam(required = false) @Nullable UUID payer) {
        var money = Money.currency(currency);
        var now = clock.instant();
        makeGoods.adopt(
                who.viewer(),
                new Policy(
                        Ids.at(now),
                        name.strip(),
                        kind.strip(),
                        unit,
                        money,
                        fixed.isBlank() ? 0 : Money.parse(fixed, money).minor(),
                        daily.isBlank()
                                ? List.of()
                                : List.of(
                                        new DailyRate(fromDay, Money.parse(daily, money).minor())),
                        workingDays,
                        cap.isBlank() ? null : Money.parse(cap, money).minor(),
                        Arrays.stream(exclusions.split("\n", -1))
                                .map(String::strip)
                                .filter(line -> !line.isEmpty())
                                .toList(),
                        payer,
                        "Our own rule",
                        now));
        return PeoplePages.to(HERE);
    }

    @PostMapping("/admin/make-good/rules/{id}/end")
    ResponseEntity<Void> end(SignedIn who, @PathVariable UUID id) {
        makeGoods.end(who.viewer(), id);
        return PeoplePages.to(HERE);
    }

    @PostMapping("/admin/make-good/limits")
    ResponseEntity<Void> limits(
            SignedIn who,
            @RequestParam String currency,
            @RequestParam String agent,
            @RequestParam String lead) {
        var money = Money.currency(currency);
        makeGoods.setLimit(who.viewer(), new Limit("agent", Money.parse(agent, money)));
        makeGoods.setLimit(who.viewer(), new Limit("lead", Money.parse(lead, money)));
        return PeoplePages.to(HERE);
    }

    @GetMapping("/make-good/additions")
    JteModel additions(SignedIn who) {
        var waiting = makeGoods.waiting(who.viewer());
        return pages.setupAdditions(
                frames.of(who, "Make-good", "today"),
                waiting,
                waiting.stream()
                        .collect(Collectors.toMap(a -> a.id(), a -> teams.nameOf(a.askedBy()))),
                frames.clockface(who));
    }

    @PostMapping("/make-good/additions/{id}")
    ResponseEntity<Void> decide(SignedIn who, @PathVariable UUID id, @RequestParam String answer) {
        if (!answer.equals("grant") && !answer.equals("refuse")) {
            throw Refusal.malformed("answer", "An answer is grant or refuse.");
        }
        makeGoods.decide(who.viewer(), id, answer.equals("grant"));
        return PeoplePages.to("/make-good/additions");
    }

    @PostMapping("/make-good/{id}/payment")
    ResponseEntity<Void> paid(SignedIn who, @PathVariable UUID id, @RequestParam String reference) {
        makeGoods.paid(who.viewer(), id, reference);
        return PeoplePages.to(HERE);
    }

    @PostMapping("/make-good/{id}/exclusion")
    ResponseEntity<Void> exclude(
            SignedIn who,
            @PathVariable UUID id,
            @RequestParam String reason,
            @RequestParam String evidence) {
        makeGoods.exclude(who.viewer(), id, reason, evidence);
        return PeoplePages.to(HERE);
    }

    @GetMapping("/admin/make-good.csv")
    ResponseEntity<byte[]> csv(SignedIn who) {
        var csv =
                new CsvText()
                        .line(
                                "id",
                                "promise",
                                "customer",
                                "unit",
                                "payer",
                                "rule",
                                "state",
                                "amount",
                                "currency",
                                "late from",
                                "since",
                                "reason",
                                "evidence",
                                "paid at",
                                "payment");
        Cursor after = null;
        do {
            var slice = makeGoods.list(who.viewer(), null, null, null, after, AT_ONCE);
            slice.items().forEach(m -> csv.line(cells(m)));
            after = slice.next() == null ? null : Cursor.parse(slice.next());
        } while (after != null);
        return ResponseEntity.ok()
                .header("Content-Type", "text/csv; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"make-good.csv\"")
                .body(csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable Object[] cells(MakeGood m) {
        return new @Nullable Object[] {
            m.id(),
            m.promise(),
            m.customerId(),
            teams.unit(m.unit()).name(),
            teams.unit(m.payer()).name(),
            m.name(),
            m.state().wire(),
            m.total().amount(),
            m.total().currency().getCurrencyCode(),
            m.lateFrom(),
            m.since(),
            m.reason(),
            m.evidence(),
            m.paidAt(),
            m.payment()
        };
    }

    /// What a rule grants, in one line.
    public static String terms(Policy policy) {
        var said = new StringBuilder();
        if (policy.fixed() > 0) {
            said.append(money(policy, policy.fixed())).append(" for a miss");
        }
        for (var rate : policy.days()) {
            said.append(said.isEmpty() ? "" : ", ")
                    .append(money(policy, rate.minor()))
                    .append(policy.workingDays() ? " for each working day" : " for each day")
                    .append(rate.fromDay() == 1 ? "" : " from day " + rate.fromDay());
        }
        if (policy.cap() != null) {
            said.append(", at most ").append(money(policy, policy.cap()));
        }
        return said.toString();
    }

    private static String money(Policy policy, long minor) {
        return new Money(minor, policy.currency()).text(Locale.UK);
    }
}
