package kept.voice;

import static kept.accounts.Route.least;

import generated.pages.Templates;
import gg.jte.models.runtime.JteModel;
import java.util.UUID;
import kept.accounts.Frames;
import kept.accounts.Route.Routes;
import kept.accounts.SignedIn;
import kept.teams.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/// The telephone in the browser: a small window of its own, so that a call lives on while its owner walks through the pages.
@Controller
class BrowserPhonePages {
    private final Templates pages;
    private final Frames frames;
    private final BrowserDesks browsers;
    private final Desk desk;

    BrowserPhonePages(Templates pages, Frames frames, BrowserDesks browsers, Desk desk) {
        this.pages = pages;
        this.frames = frames;
        this.browsers = browsers;
        this.desk = desk;
    }

    @Configuration(proxyBeanMethods = false)
    static class Published {
        @Bean
        Routes browserPhoneRoutes() {
            return Routes.of(
                    least(Role.AGENT, "GET", "/telephone/browser"),
                    least(Role.AGENT, "GET", "/telephone/browser/now"),
                    least(Role.AGENT, "POST", "/telephone/browser/answer"),
                    least(Role.AGENT, "POST", "/telephone/browser/refusal"),
                    least(Role.AGENT, "POST", "/telephone/browser/leaving"),
                    least(Role.AGENT, "GET", "/telephone/ringing"));
        }
    }

    @GetMapping("/telephone/browser")
    JteModel show(SignedIn who) {
        return pages.voiceBrowserPhone(frames.of(who, "Telephone", "telephone"));
    }

    /// What the window asks for again and again while it is open: that is how we know that it is.
    @GetMapping("/telephone/browser/now")
    JteModel now(SignedIn who) {
        browsers.here(who.viewer().person());
        return pages.voiceBrowserPhoneNow(
                rings(who.viewer().person()),
                desk.mine(who.viewer()).orElse(null),
                frames.clockface(who));
    }

    /// A strip on every page of whoever is rung.
    @GetMapping("/telephone/ringing")
    JteModel ringing(SignedIn who) {
        return pages.voiceRinging(rings(who.viewer().person()));
    }

    private @Nullable String rings(UUID person) {
        return browsers.rings(person).map(bell -> desk.nameOf(bell.contact())).orElse(null);
    }

    @PostMapping(
            path = "/telephone/browser/answer",
            consumes = "application/sdp",
            produces = "application/sdp")
    ResponseEntity<String> answer(SignedIn who, @RequestBody String offer) {
        return ResponseEntity.ok(browsers.bell(who.viewer().person()).answer(offer));
    }

    @PostMapping("/telephone/browser/refusal")
    ResponseEntity<Void> refuse(SignedIn who) {
        browsers.bell(who.viewer().person()).refuse();
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/telephone/browser/leaving")
    ResponseEntity<Void> leave(SignedIn who) {
        browsers.gone(who.viewer().person());
        return ResponseEntity.noContent().build();
    }
}
