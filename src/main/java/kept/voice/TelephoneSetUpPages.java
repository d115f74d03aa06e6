package kept.voice;

import static kept.accounts.Route.least;

import generated.pages.Templates;
import gg.jte.models.runtime.JteModel;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import kept.accounts.Frames;
import kept.accounts.Route.Routes;
import kept.accounts.SignedIn;
import kept.cpaas.Providers;
import kept.kernel.Ids;
import kept.menus.Menus;
import kept.routing.Agents;
import kept.routing.Queue;
import kept.routing.Queues;
import kept.teams.Role;
import kept.teams.Teams;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// How the telephone is set up: the way to the network, numbers, queues and the telephones of people.
@Controller
class TelephoneSetUpPages {
    private final Templates pages;
    private final Frames frames;
    private final Lines lines;
    private final Telephone telephone;
    private final Queues queues;
    private final Agents agents;
    private final Menus menus;
    private final Teams teams;
    private final Bells bells;
    private final Providers providers;
    private final WayOut wayOut;
    private final Clock clock;

    TelephoneSetUpPages(
            Templates pages,
            Frames frames,
            Lines lines,
            Telephone telephone,
            Queues queues,
            Agents agents,
            Menus menus,
            Teams teams,
            Bells bells,
            Providers providers,
            WayOut wayOut,
            Clock clock) {
        this.pages = pages;
        this.frames = frames;
        this.lines = lines;
        this.telephone = telephone;
        this.queues = queues;
        this.agents = agents;
        this.menus = menus;
        this.teams = teams;
        this.bells = bells;
        this.providers = providers;
        this.wayOut = wayOut;
        this.clock = clock;
    }

    @Configuration(proxyBeanMethods = false)
    static class Published {
        @Bean
        Routes telephoneSetUpRoutes() {
            return Routes.of(
                    least(Role.OWNER, "GET", "/admin/telephone"),
                    least(Role.OWNER, "POST", "/admin/telephone"),
                    least(Role.OWNER, "POST", "/admin/telephone/recording"),
                    least(Role.OWNER, "POST", "/admin/telephone/prices"),
                    least(Role.OWNER, "POST", "/admin/telephone/lines"),
                    least(Role.OWNER, "POST", "/admin/telephone/lines/removal"),
                    least(Role.OWNER, "POST", "/admin/telephone/trunks"),
                    least(Role.OWNER, "POST", "/admin/telephone/trunks/asterisk"),
                    least(Role.OWNER, "POST", "/admin/telephone/trunks/provider"),
                    least(Role.OWNER, "POST", "/admin/telephone/trunks/{id}/removal"),
                    least(Role.OWNER, "POST", "/admin/telephone/queues"),
                    least(Role.OWNER, "POST", "/admin/telephone/phones"),
                    least(Role.OWNER, "POST", "/admin/telephone/phones/{name}/removal"),
                    least(Role.OWNER, "POST", "/admin/telephone/skills"));
        }
    }

    @GetMapping("/admin/telephone")
    JteModel show(SignedIn who) {
        return page(who, "", "");
    }

    private JteModel page(SignedIn who, String phone, String password) {
        var there = bells.reachable();
        return pages.voiceSetUp(
                frames.of(who, "House", "admin"),
                new TelephoneSetUp(
                        telephone.wanted(),
                        telephone.trouble(),
                        telephone.port(),
                        lines.settings(),
                        lines.recordingRule(),
                        lines.prices(),
                        lines.all(),
                        lines.trunks(),
                        telephone.registrations().stream()
                                .map(state -> state.name().toLowerCase(java.util.Locale.ROOT))
                                .toList(),
                        telephone.troubles(),
                        addresses(),
                        queues.all(),
                        teams.units(),
                        menus.all(),
                        lines.phones().stream()
                                .map(p ->
                                        new TelephoneSetUp.PhoneRow(
                                                p.name(),
                                                teams.nameOf(p.person()),
                                                there.contains(p.person())))
                                .toList(),
                        teams.activePeople().stream()
                                .filter(person -> person.role().atLeast(Role.AGENT))
                                .map(person ->
                                        new TelephoneSetUp.SkillRow(
                                                person.id(),
                                                person.name(),
                                                String.join(", ", agents.skillsOf(person.id()))))
                                .toList(),
                        phone,
                        password));
    }

    private Map<UUID, String> addresses() {
        return lines.trunks().stream()
                .filter(trunk -> trunk.kind() == Trunk.Kind.CPAAS)
                .collect(Collectors.toMap(Trunk::id, trunk -> providers.address(trunk.id())));
    }

    @PostMapping("/admin/telephone")
    ResponseEntity<Void> set(
            SignedIn who,
            @RequestParam(defaultValue = "") String advertised,
            @RequestParam(defaultValue = "ZZ") String country,
            @RequestParam(defaultValue = "") String outgoing) {
        lines.change(
                who.viewer(),
                new TelephoneSettings(advertised, country.isBlank() ? "ZZ" : country, outgoing));
        return back();
    }

    @PostMapping("/admin/telephone/recording")
    ResponseEntity<Void> record(
            SignedIn who,
            @RequestParam String mode,
            @RequestParam(defaultValue = "90") int keepDays) {
        lines.change(who.viewer(), new RecordingRule(RecordingRule.Mode.of(mode), keepDays));
        return back();
    }

    @PostMapping("/admin/telephone/prices")
    ResponseEntity<Void> price(
            SignedIn who,
            @RequestParam BigDecimal home,
            @RequestParam BigDecimal elsewhere,
            @RequestParam BigDecimal aDay) {
        lines.change(who.viewer(), new CallPrices(home, elsewhere, aDay));
        return back();
    }

    @PostMapping("/admin/telephone/lines")
    ResponseEntity<Void> saveLine(
            SignedIn who,
            @RequestParam String number,
            @RequestParam String name,
            @RequestParam(defaultValue = "en") String language,
            @RequestParam(defaultValue = "") String leads,
            @RequestParam(defaultValue = "") String greeting,
            @RequestParam(defaultValue = "") String fallback,
            @RequestParam(defaultValue = "same") String closed) {
        var closedMenu = id(closed, "menu:");
        lines.save(
                who.viewer(),
                new Line(
                        number,
                        name,
                        language,
                        id(leads, "queue:"),
                        id(leads, "menu:"),
                        greeting.strip(),
                        id(fallback, "queue:"),
                        new Line.AfterHours(
                                closedMenu != null
                                        ? Line.When.MENU
                                        : closed.equals("message")
                                                ? Line.When.MESSAGE
                                                : Line.When.SAME,
                                closedMenu)));
        return back();
    }

    private static @Nullable UUID id(String leads, String kind) {
        return leads.startsWith(kind) ? Ids.parse(leads.substring(kind.length())) : null;
    }

    @PostMapping("/admin/telephone/lines/removal")
    ResponseEntity<Void> removeLine(SignedIn who, @RequestParam String number) {
        lines.removeLine(who.viewer(), number);
        return back();
    }

    @PostMapping("/admin/telephone/trunks")
    ResponseEntity<Void> addTrunk(
            SignedIn who,
            @RequestParam String name,
            @RequestParam String address,
            @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "") String secret,
            @RequestParam(defaultValue = "") String callerId) {
        lines.addTrunk(who.viewer(), name, address, account, secret, callerId);
        return back();
    }

    @PostMapping("/admin/telephone/trunks/asterisk")
    ResponseEntity<Void> addAsterisk(
            SignedIn who,
            @RequestParam String name,
            @RequestParam String address,
            @RequestParam String account,
            @RequestParam String secret,
            @RequestParam(defaultValue = "") String callerId,
            @RequestParam(defaultValue = "") String app,
            @RequestParam String endpoint) {
        lines.addTrunk(
                who.viewer(),
                Trunk.asterisk(
                        Ids.at(clock.instant()),
                        name,
                        address,
                        account,
                        secret,
                        callerId,
                        app,
                        endpoint));
        return back();
    }

    @PostMapping("/admin/telephone/trunks/provider")
    ResponseEntity<Void> addProvider(
            SignedIn who,
            @RequestParam String name,
            @RequestParam String address,
            @RequestParam String account,
            @RequestParam String secret,
            @RequestParam String callerId) {
        lines.addTrunk(
                who.viewer(),
                Trunk.provider(Ids.at(clock.instant()), name, address, account, secret, callerId));
        return back();
    }

    @PostMapping("/admin/telephone/trunks/{id}/removal")
    ResponseEntity<Void> removeTrunk(SignedIn who, @PathVariable UUID id) {
        lines.removeTrunk(who.viewer(), id);
        return back();
    }

    @PostMapping("/admin/telephone/queues")
    ResponseEntity<Void> saveQueue(
            SignedIn who,
            @RequestParam(defaultValue = "") String id,
            @RequestParam String name,
            @RequestParam UUID unit,
            @RequestParam(defaultValue = "") String skills,
            @RequestParam(defaultValue = "80") int share,
            @RequestParam(defaultValue = "20") int within,
            @RequestParam(defaultValue = "20") int lastAgent,
            @RequestParam(defaultValue = "40") int widen,
            @RequestParam(defaultValue = "20") int ring,
            @RequestParam(defaultValue = "10") int limit,
            @RequestParam(defaultValue = "callback") String atLimit,
            @RequestParam(defaultValue = "") String overflow,
            @RequestParam(defaultValue = "") String outside,
            @RequestParam(defaultValue = "20") int wrapUp) {
        queues.save(
                who.viewer(),
                new Queue(
                        id.isBlank() ? Ids.at(clock.instant()) : Ids.parse(id),
                        name,
                        unit,
                        words(skills),
                        new Queue.Goal(share, Duration.ofSeconds(within)),
                        Duration.ofSeconds(lastAgent),
                        Duration.ofSeconds(widen),
                        Duration.ofSeconds(ring),
                        limit(
                                Duration.ofMinutes(limit),
                                Queue.AtLimit.of(atLimit),
                                overflow,
                                outside),
                        Duration.ofSeconds(wrapUp)));
        return back();
    }

    /// What is filled in for another choice is left out.
    private Queue.Limit limit(Duration after, Queue.AtLimit then, String overflow, String outside) {
        return switch (then) {
            case OVERFLOW ->
                    new Queue.Limit(
                            after, then, overflow.isBlank() ? null : Ids.parse(overflow), "");
            case OUTSIDE ->
                    new Queue.Limit(
                            after,
                            then,
                            null,
                            outside.isBlank() ? "" : wayOut.callable(outside.strip()));
            case CALLBACK, MESSAGE, WAIT -> Queue.Limit.of(after, then);
        };
    }

    /// Shows the new telephone's password, this once.
    @PostMapping("/admin/telephone/phones")
    JteModel addPhone(SignedIn who, @RequestParam String name, @RequestParam UUID person) {
        return page(who, name.strip(), lines.addPhone(who.viewer(), name, person));
    }

    @PostMapping("/admin/telephone/phones/{name}/removal")
    ResponseEntity<Void> removePhone(SignedIn who, @PathVariable String name) {
        lines.removePhone(who.viewer(), name);
        return back();
    }

    @PostMapping("/admin/telephone/skills")
    ResponseEntity<Void> teach(
            SignedIn who,
            @RequestParam UUID person,
            @RequestParam(defaultValue = "") String skills) {
        agents.teach(who.viewer(), person, words(skills));
        return back();
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
    }

    private static ResponseEntity<Void> back() {
        return ResponseEntity.status(303).header("Location", "/admin/telephone").build();
    }
}
