package kept.setup;

import generated.pages.Templates;
import gg.jte.models.runtime.JteModel;
import java.util.UUID;
import kept.accounts.Frames;
import kept.accounts.SignedIn;
import kept.webhooks.Webhooks;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Who hears of events, and what could not be delivered to them.
@Controller
class WebhookPages {
    private static final String HERE = "/admin/webhooks";

    private final Templates pages;
    private final Frames frames;
    private final Webhooks webhooks;

    WebhookPages(Templates pages, Frames frames, Webhooks webhooks) {
        this.pages = pages;
        this.frames = frames;
        this.webhooks = webhooks;
    }

    @GetMapping(HERE)
    JteModel webhooks(SignedIn who) {
        return pages.setupWebhooks(
                frames.of(who, "House", "admin"),
                webhooks.list(who.viewer()),
                webhooks.dead(who.viewer()),
                webhooks.countDead(who.viewer()),
                frames.clockface(who));
    }

    @PostMapping("/admin/deliveries/{id}/replay")
    ResponseEntity<Void> replay(SignedIn who, @PathVariable UUID id) {
        webhooks.replay(who.viewer(), id);
        return PeoplePages.to(HERE);
    }

    @PostMapping("/admin/deliveries/replay")
    ResponseEntity<Void> replayAll(SignedIn who) {
        webhooks.replayAll(who.viewer());
        return PeoplePages.to(HERE);
    }
}
