package kept.demo;

import static kept.accounts.Route.least;

import generated.pages.Templates;
import gg.jte.models.runtime.JteModel;
import kept.accounts.Frames;
import kept.accounts.Route.Routes;
import kept.accounts.SignedIn;
import kept.kernel.Refusal;
import kept.teams.Role;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Where somebody who looks at the demo lets customers call.
@Controller
@ConditionalOnProperty("kept.demo")
class DemoPages {
    static final String CALLERS = "/demo/callers";

    private final Templates pages;
    private final Frames frames;
    private final DemoNetwork network;

    DemoPages(Templates pages, Frames frames, DemoNetwork network) {
        this.pages = pages;
        this.frames = frames;
        this.network = network;
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("kept.demo")
    static class Published {
        @Bean
        Routes demoRoutes() {
            return Routes.of(
                    least(Role.AGENT, "GET", CALLERS),
                    least(Role.AGENT, "POST", CALLERS + "/{key}"));
        }
    }

    @GetMapping(CALLERS)
    JteModel callers(SignedIn who, @RequestParam(defaultValue = "") String called) {
        return pages.demoCallers(
                frames.of(who, "Let a customer call", "telephone"),
                DemoCaller.all(),
                DemoCaller.all().stream()
                        .filter(caller -> caller.key().equals(called))
                        .findFirst()
                        .map(DemoCaller::title)
                        .orElse(""));
    }

    @PostMapping(CALLERS + "/{key}")
    ResponseEntity<Void> call(SignedIn who, @PathVariable String key) {
        network.calls(
                DemoCaller.all().stream()
                        .filter(caller -> caller.key().equals(key))
                        .findFirst()
                        .orElseThrow(() -> Refusal.notFound("There is no such caller.")));
        return ResponseEntity.status(303).header("Location", CALLERS + "?called=" + key).build();
    }
}
