package kept.voice;

import static kept.accounts.Route.least;

import generated.pages.Templates;
import gg.jte.models.runtime.JteModel;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import kept.accounts.Frames;
import kept.accounts.Route.Routes;
import kept.accounts.SignedIn;
import kept.contacts.Contacts;
import kept.kernel.Ids;
import kept.kernel.Refusal;
import kept.recordings.Recording;
import kept.recordings.Recordings;
import kept.routing.Agent;
import kept.routing.Agents;
import kept.teams.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/// One's own telephone, and the calls before one.
@Controller
class TelephonePages {
    private final Templates pages;
    private final Frames frames;
    private final Desk desk;
    private final Wallboard wallboard;
    private final PromisedCalls promised;
    private final SpokenWords spoken;
    private final Agents agents;
    private final Contacts contacts;
    private final Lines lines;
    private final Telephone telephone;
    private final LineHealth health;
    private final Recordings recordings;

    TelephonePages(
            Templates pages,
            Frames frames,
            Desk desk,
            Wallboard wallboard,
            PromisedCalls promised,
            SpokenWords spoken,
            Agents agents,
            Contacts contacts,
            Lines lines,
            Telephone telephone,
            LineHealth health,
            Recordings recordings) {
        this.pages = pages;
        this.frames = frames;
        this.desk = desk;
        this.wallboard = wallboard;
        this.promised = promised;
        this.spoken = spoken;
        this.agents = agents;
        this.contacts = contacts;
        this.lines = lines;
        this.telephone = telephone;
        this.health = health;
        this.recordings = recordings;
    }

    @Configuration(proxyBeanMethods = false)
    static class Published {
        @Bean
        Routes telephoneRoutes() {
            return Routes.of(
                    least(Role.AGENT, "GET", "/telephone"),
                    least(Role.AGENT, "GET", "/telephone/now"),
                    least(Role.AGENT, "POST", "/telephone/state"),
                    least(Role.AGENT, "GET", "/telephone/calls/{id}"),
                    least(Role.AGENT, "POST", "/telephone/calls"),
                    least(Role.AGENT, "POST", "/telephone/calls/{id}/hold"),
                    least(Role.AGENT, "POST", "/telephone/calls/{id}/resumption"),
                    least(Role.AGENT, "POST", "/telephone/calls/{id}/transfer"),
                    least(Role.AGENT, "POST", "/telephone/calls/{id}/third"),
                    least(Role.AGENT, "POST", "/telephone/calls/{id}/third/{move}"),
                    least(Role.AGENT, "POST", "/telephone/calls/{id}/keys"),
                    least(Role.AGENT, "POST", "/telephone/calls/{id}/recording/{move}"),
                    least(Role.AGENT, "POST", "/telephone/calls/{id}/now"),
                    least(Role.LEAD, "POST", "/telephone/calls/{id}/supervision"),
                    least(Role.AGENT, "POST", "/telephone/calls/{id}/end"),
                    least(Role.AGENT, "POST", "/telephone/calls/{id}/about"),
                    least(Role.AGENT, "POST", "/telephone/calls/{id}/kept"),
                    least(Role.AGENT, "POST", "/telephone/calls/{id}/lines"),
                    least(Role.AGENT, "POST", "/telephone/calls/{id}/lines/{line}/promise"),
                    least(Role.AGENT, "POST", "/telephone/calls/{id}/lines/{line}/dismissal"));
        }
    }

    @GetMapping("/telephone")
    JteModel show(SignedIn who) {
        return pages.voiceTelephone(frames.of(who, "Telephone", "telephone"), view(who));
    }

    @GetMapping("/telephone/now")
    JteModel now(SignedIn who) {
        return pages.voiceTelephoneNow(view(who));
    }

    private TelephoneView view(SignedIn who) {
        var viewer = who.viewer();
        var me = agents.find(viewer.person());
        var phones = lines.phonesOf(viewer.person());
        var mine = desk.mine(viewer);
        return new TelephoneView(
                me.map(agent -> agent.state().word()).orElse("off"),
                me.map(Agent::reason).orElse(""),
                me.map(Agent::since).orElse(frames.now()),
                telephone.wanted(),
                telephone.trouble(),
                phones.stream().map(Phone::name).toList(),
                desk.reachable(viewer.person()),
                mine.orElse(null),
                mine.map(call -> spoken.of(viewer, contacts.get(viewer, call.id())))
                        .orElse(List.of()),
                wallboard.agentRows().stream()
                        .filter(row -> row.free() && !row.person().equals(viewer.person()))
                        .toList(),
                desk.owed(viewer),
                promised.of(viewer),
                desk.recent(viewer),
                desk.reasons(),
                health.red(),
                wallboard.alarms(viewer),
                viewer.role().atLeast(Role.LEAD),
                frames.clockface(who));
    }

    @PostMapping("/telephone/state")
    ResponseEntity<Void> state(
            SignedIn who,
            @RequestParam String state,
            @RequestParam(defaultValue = "") String reason) {
        switch (state) {
            case "free" -> agents.free(who.viewer());
            case "away" -> agents.away(who.viewer(), reason);
            case "off" -> agents.off(who.viewer());
            default -> throw Refusal.malformed("state", "You are free, away or off.");
        }
        return back();
    }

    @GetMapping("/telephone/calls/{id}")
    JteModel call(SignedIn who, @PathVariable UUID id) {
        var contact = contacts.get(who.viewer(), id);
        var recorded = recordings.of(List.of(contact));
        return pages.voiceCall(
                frames.of(who, "Call", "telephone"),
                desk.card(who.viewer(), contact),
                recorded,
                spoken.of(who.viewer(), contact),
                recorded.stream()
                        .map(Recording::id)
                        .filter(one -> recordings.isOpen(who.viewer(), one))
                        .collect(Collectors.toSet()),
                contacts.history(who.viewer(), id),
                frames.clockface(who));
    }

    @PostMapping("/telephone/calls")
    ResponseEntity<Void> callOut(
            SignedIn who,
            @RequestParam String number,
            @RequestParam(defaultValue = "") String onCase) {
        desk.callOut(who.viewer(), number, onCase.isBlank() ? null : Ids.parse(onCase));
        return back();
    }

    @PostMapping("/telephone/calls/{id}/kept")
    ResponseEntity<Void> kept(SignedIn who, @PathVariable UUID id, @RequestParam UUID promise) {
        promised.kept(who.viewer(), id, promise);
        return back();
    }

    @PostMapping("/telephone/calls/{id}/lines")
    ResponseEntity<Void> line(
            SignedIn who,
            @PathVariable UUID id,
            @RequestParam(name = "who", defaultValue = "us") String speaker,
            @RequestParam String text,
            @RequestHeader(name = "Referer", defaultValue = "") String page) {
        spoken.type(who.viewer(), id, !speaker.equals("customer"), text);
        return toCall(id, page);
    }

    @PostMapping("/telephone/calls/{id}/lines/{line}/promise")
    ResponseEntity<Void> give(
            SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID line,
            @RequestHeader(name = "Referer", defaultValue = "") String page) {
        spoken.give(who.viewer(), line);
        return toCall(id, page);
    }

    @PostMapping("/telephone/calls/{id}/lines/{line}/dismissal")
    ResponseEntity<Void> dismiss(
            SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID line,
            @RequestHeader(name = "Referer", defaultValue = "") String page) {
        spoken.none(who.viewer(), line);
        return toCall(id, page);
    }

    /// Back to the page of the call, where he came from there.
    private static ResponseEntity<Void> toCall(UUID id, String page) {
        return page.contains("/telephone/calls/")
                ? ResponseEntity.status(303).header("Location", "/telephone/calls/" + id).build()
                : back();
    }

    @PostMapping("/telephone/calls/{id}/hold")
    ResponseEntity<Void> hold(
            SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "0") int minutes) {
        desk.hold(who.viewer(), id, reason, minutes);
        return back();
    }

    @PostMapping("/telephone/calls/{id}/resumption")
    ResponseEntity<Void> resume(SignedIn who, @PathVariable UUID id) {
        desk.resume(who.viewer(), id);
        return back();
    }

    @PostMapping("/telephone/calls/{id}/transfer")
    ResponseEntity<Void> transfer(SignedIn who, @PathVariable UUID id, @RequestParam UUID to) {
        desk.transfer(who.viewer(), id, to);
        return back();
    }

    @PostMapping("/telephone/calls/{id}/third")
    ResponseEntity<Void> ask(
            SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String number) {
        if (number.isBlank()) {
            desk.ask(who.viewer(), id, Ids.parse(to));
        } else {
            desk.askOutside(who.viewer(), id, number);
        }
        return back();
    }

    @PostMapping("/telephone/calls/{id}/third/{move}")
    ResponseEntity<Void> third(SignedIn who, @PathVariable UUID id, @PathVariable String move) {
        switch (move) {
            case "joining" -> desk.allThree(who.viewer(), id);
            case "handover" -> desk.leaveTo(who.viewer(), id);
            case "leaving" -> desk.withoutThird(who.viewer(), id);
            default -> throw Refusal.notFound("There is no such page.");
        }
        return back();
    }

    @PostMapping("/telephone/calls/{id}/keys")
    ResponseEntity<Void> press(SignedIn who, @PathVariable UUID id, @RequestParam String keys) {
        desk.press(who.viewer(), id, keys.strip());
        return back();
    }

    @PostMapping("/telephone/calls/{id}/recording/{move}")
    ResponseEntity<Void> recording(SignedIn who, @PathVariable UUID id, @PathVariable String move) {
        switch (move) {
            case "pause" -> desk.pauseRecording(who.viewer(), id);
            case "resumption" -> desk.resumeRecording(who.viewer(), id);
            default -> throw Refusal.notFound("There is no such page.");
        }
        return back();
    }

    @PostMapping("/telephone/calls/{id}/now")
    ResponseEntity<Void> callNow(SignedIn who, @PathVariable UUID id) {
        desk.callNow(who.viewer(), id);
        return back();
    }

    @PostMapping("/telephone/calls/{id}/supervision")
    ResponseEntity<Void> supervise(SignedIn who, @PathVariable UUID id, @RequestParam String part) {
        desk.supervise(who.viewer(), id, part);
        return ResponseEntity.status(303).header("Location", "/wallboard").build();
    }

    @PostMapping("/telephone/calls/{id}/end")
    ResponseEntity<Void> end(SignedIn who, @PathVariable UUID id) {
        desk.end(who.viewer(), id);
        return back();
    }

    @PostMapping("/telephone/calls/{id}/about")
    ResponseEntity<Void> about(SignedIn who, @PathVariable UUID id, @RequestParam String reason) {
        desk.about(who.viewer(), id, reason);
        return back();
    }

    private static ResponseEntity<Void> back() {
        return ResponseEntity.status(303).header("Location", "/telephone").build();
    }
}
