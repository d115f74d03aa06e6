package kept.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import kept.accounts.SignedIn;
import kept.kernel.Slice;
import kept.teams.Viewer;
import kept.webhooks.Webhook;
import kept.webhooks.Webhooks;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Addresses of other programs that hear of events.
@RestController
class WebhookApi {
    private final Webhooks webhooks;
    private final Once once;

    WebhookApi(Webhooks webhooks, Once once) {
        this.webhooks = webhooks;
        this.once = once;
    }

    record Body(@JsonProperty(required = true) String url, @Nullable List<String> events) {}

    /// `secret` is there only in the answer to the call that made it.
    record View(
            UUID id, String url, List<String> events, Instant createdAt, @Nullable String secret) {
        static View of(Webhook webhook, @Nullable String secret) {
            return new View(
                    webhook.id(), webhook.url(), webhook.events(), webhook.createdAt(), secret);
        }
    }

    @PostMapping("/api/v1/webhooks")
    ResponseEntity<byte[]> add(SignedIn who, HttpServletRequest request, @RequestBody Body body) {
        return once.run(
                who,
                request,
                () -> {
                    var made =
                            webhooks.add(
                                    who.viewer(),
                                    body.url(),
                                    body.events() == null ? List.of() : body.events());
                    return Once.Answer.created(
                            View.of(made.webhook(), made.secret()),
                            "/api/v1/webhooks/" + made.webhook().id());
                });
    }

    @GetMapping("/api/v1/webhooks")
    Slice<View> list(Viewer viewer) {
        return new Slice<>(
                webhooks.list(viewer).stream().map(w -> View.of(w, null)).toList(), null);
    }

    @DeleteMapping("/api/v1/webhooks/{id}")
    ResponseEntity<Void> remove(Viewer viewer, @PathVariable UUID id) {
        webhooks.remove(viewer, id);
        return ResponseEntity.noContent().build();
    }
}
