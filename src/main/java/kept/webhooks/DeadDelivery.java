package kept.webhooks;

import java.time.Instant;
import java.util.UUID;

/// An event that could not be delivered in three days and is given up until somebody replays it.
public record DeadDelivery(
        UUID id, String url, String event, Instant createdAt, Instant deadAt, String trouble) {}
