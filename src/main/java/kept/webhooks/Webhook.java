package kept.webhooks;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// An address that hears of some events; of all of them if `events` is empty.
public record Webhook(UUID id, String url, List<String> events, Instant createdAt) {
    public Webhook {
        events = List.copyOf(events);
    }

    boolean hears(String event) {
        return events.isEmpty() || events.contains(event);
    }
}
