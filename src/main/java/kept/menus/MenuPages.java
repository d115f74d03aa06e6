package kept.menus;

import static kept.accounts.Route.least;

import generated.pages.Templates;
import gg.jte.models.runtime.JteModel;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kept.accounts.Frames;
import kept.accounts.Route.Routes;
import kept.accounts.SignedIn;
import kept.kernel.Refusal;
import kept.routing.Queues;
import kept.teams.Role;
import kept.teams.Teams;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Menus as forms: written in versions, checked while they are typed, live when they have no faults.
@Controller
class MenuPages {
    private final Templates pages;
    private final Frames frames;
    private final Menus menus;
    private final Queues queues;
    private final Teams teams;

    MenuPages(Templates pages, Frames frames, Menus menus, Queues queues, Teams teams) {
        this.pages = pages;
        this.frames = frames;
        this.menus = menus;
        this.queues = queues;
        this.teams = teams;
    }

    @Configuration(proxyBeanMethods = false)
    static class Published {
        @Bean
        Routes menuRoutes() {
            return Routes.of(
                    least(Role.LEAD, "GET", "/menus"),
                    least(Role.LEAD, "POST", "/menus"),
                    least(Role.LEAD, "GET", "/menus/{id}"),
                    least(Role.LEAD, "POST", "/menus/{id}"),
                    least(Role.LEAD, "POST", "/menus/{id}/check"),
                    least(Role.LEAD, "POST", "/menus/{id}/live"),
                    least(Role.LEAD, "POST", "/menus/{id}/trial"));
        }
    }

    @GetMapping("/menus")
    JteModel all(SignedIn who) {
        return pages.menusMenus(frames.of(who, "Menus", "telephone"), menus.all());
    }

    @PostMapping("/menus")
    ResponseEntity<Void> add(SignedIn who, @RequestParam String name) {
        return to(menus.add(who.viewer(), name).id());
    }

    @GetMapping("/menus/{id}")
    JteModel show(
            SignedIn who, @PathVariable UUID id, @RequestParam(defaultValue = "0") int version) {
        var named = menus.get(id);
        int number = version > 0 ? version : named.newest();
        var menu = number == 0 ? null : menus.version(id, number);
        return pages.menusMenu(
                frames.of(who, named.name(), "telephone"),
                named,
                number,
                menu == null ? MenuForm.empty() : MenuForm.of(menu),
                menu == null ? List.of() : menus.faults(menu),
                MenuTree.of(menu, queues.byId()),
                menus.versions(id).stream()
                        .map(v -> new VersionRow(v.number(), teams.nameOf(v.by()), v.at()))
                        .toList(),
                queues.all(),
                menus.gaps(id),
                menus.walked(id),
                menus.outcomes(id),
                number == 0 || number == named.live()
                        ? null
                        : menus.effect(id, number).orElse(null),
                frames.clockface(who));
    }

    @PostMapping("/menus/{id}")
    ResponseEntity<Void> write(
            SignedIn who, @PathVariable UUID id, @RequestParam Map<String, String> sent) {
        menus.write(who.viewer(), id, MenuForm.read(sent));
        return to(id);
    }

    /// The faults and the tree of what is typed now, not kept.
    @PostMapping("/menus/{id}/check")
    JteModel check(SignedIn who, @PathVariable UUID id, @RequestParam Map<String, String> sent) {
        menus.get(id);
        try {
            var menu = MenuForm.read(sent);
            return pages.menusChecked(menus.faults(menu), MenuTree.of(menu, queues.byId()));
        } catch (Refusal e) {
            return pages.menusChecked(List.of(String.valueOf(e.getMessage())), List.of());
        }
    }

    @PostMapping("/menus/{id}/live")
    ResponseEntity<Void> live(SignedIn who, @PathVariable UUID id, @RequestParam int version) {
        menus.goLive(who.viewer(), id, version);
        return to(id);
    }

    @PostMapping("/menus/{id}/trial")
    ResponseEntity<Void> tryOut(
            SignedIn who,
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam(defaultValue = "0") int share) {
        menus.tryOut(who.viewer(), id, version, share);
        return to(id);
    }

    private static ResponseEntity<Void> to(UUID id) {
        return ResponseEntity.status(303).header("Location", "/menus/" + id).build();
    }
}
