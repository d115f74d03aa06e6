package kept.voice;

import static kept.accounts.Route.least;

import generated.pages.Templates;
import gg.jte.models.runtime.JteModel;
import java.util.UUID;
import kept.accounts.Frames;
import kept.accounts.Route.Routes;
import kept.accounts.SignedIn;
import kept.teams.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// The wallboard, which renews itself while it is open.
@Controller
class WallboardPages {
    private final Templates pages;
    private final Frames frames;
    private final Wallboard wallboard;
    private final LineHealth health;

    WallboardPages(Templates pages, Frames frames, Wallboard wallboard, LineHealth health) {
        this.pages = pages;
        this.frames = frames;
        this.wallboard = wallboard;
        this.health = health;
    }

    @Configuration(proxyBeanMethods = false)
    static class Published {
        @Bean
        Routes wallboardRoutes() {
            return Routes.of(
                    least(Role.VIEWER, "GET", "/wallboard"),
                    least(Role.VIEWER, "GET", "/wallboard/now"),
                    least(Role.LEAD, "POST", "/wallboard/incidents/{id}/end"));
        }
    }

    @GetMapping("/wallboard")
    JteModel show(SignedIn who) {
        return pages.voiceWallboard(frames.of(who, "Wallboard", "telephone"), view(who));
    }

    @GetMapping("/wallboard/now")
    JteModel now(SignedIn who) {
        return pages.voiceWallboardNow(view(who));
    }

    private WallboardView view(SignedIn who) {
        return new WallboardView(
                wallboard.queueRows(who.viewer()),
                wallboard.agentRows(),
                wallboard.liveRows(who.viewer()),
                health.red(),
                wallboard.alarms(who.viewer()),
                who.viewer().role().atLeast(Role.LEAD),
                frames.clockface(who));
    }

    @PostMapping("/wallboard/incidents/{id}/end")
    ResponseEntity<Void> mended(SignedIn who, @PathVariable UUID id) {
        health.mended(who.viewer(), id);
        return ResponseEntity.status(303).header("Location", "/wallboard").build();
    }
}
