package kept.reports;

import static kept.accounts.Route.least;

import generated.pages.Templates;
import gg.jte.models.runtime.JteModel;
import kept.accounts.Frames;
import kept.accounts.Route;
import kept.accounts.Route.Routes;
import kept.accounts.SignedIn;
import kept.teams.Role;
import kept.web.PublicAddress;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Our word as everybody may read it, and the owner's switch with a preview.
@Controller
class OurWordPages {
    private final Templates pages;
    private final Frames frames;
    private final OurWords words;
    private final PublicAddress address;

    OurWordPages(Templates pages, Frames frames, OurWords words, PublicAddress address) {
        this.pages = pages;
        this.frames = frames;
        this.words = words;
        this.address = address;
    }

    @Configuration(proxyBeanMethods = false)
    static class Published {
        @Bean
        Routes ourWordRoutes() {
            return Routes.of(
                    Route.open("GET", "/our-word"),
                    least(Role.OWNER, "GET", "/admin/our-word"),
                    least(Role.OWNER, "POST", "/admin/our-word"));
        }
    }

    @GetMapping("/our-word")
    JteModel open() {
        return pages.reportsOurWord(words.open());
    }

    @GetMapping("/admin/our-word")
    JteModel preview(SignedIn who) {
        return pages.reportsOurWordSwitch(
                frames.of(who, "House", "admin"),
                words.shown(),
                address.link("/our-word"),
                words.word());
    }

    @PostMapping("/admin/our-word")
    ResponseEntity<Void> show(SignedIn who, @RequestParam(defaultValue = "false") boolean shown) {
        words.show(who.viewer(), shown);
        return ResponseEntity.status(303).header("Location", "/admin/our-word").build();
    }
}
