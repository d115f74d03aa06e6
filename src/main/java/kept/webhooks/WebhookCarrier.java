package kept.webhooks;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import kept.outbox.CarriesOut;
import kept.outbox.Effect;
import kept.outbox.OutboundHttp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Delivers events, again and again for three days if it must, always under the same id.
@Component
class WebhookCarrier implements CarriesOut {
    private static final Logger log = LoggerFactory.getLogger(WebhookCarrier.class);
    private static final Duration GIVES_UP = Duration.ofHours(72);
    private static final Duration[] PAUSES = {
        Duration.ofSeconds(5),
        Duration.ofMinutes(5),
        Duration.ofMinutes(30),
        Duration.ofHours(2),
        Duration.ofHours(5),
        Duration.ofHours(10),
        Duration.ofHours(12)
    };

    private final WebhookTable table;
    private final OutboundHttp http;
    private final Clock clock;

    @org.springframework.beans.factory.annotation.Autowired
    WebhookCarrier(WebhookTable table, Clock clock) {
        this(table, new OutboundHttp(), clock);
    }

    WebhookCarrier(WebhookTable table, OutboundHttp http, Clock clock) {
        this.table = table;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public String effectKind() {
        return Webhooks.EFFECT;
    }

    @Override
    public Outcome carryOut(Effect effect) {
        var found = table.open(effect.subject());
        if (found.isEmpty()) {
            return new Outcome.Over();
        }
        var delivery = found.get();
        Instant now = clock.instant();
        String trouble;
        try {
            int status =
                    http.post(
                            URI.create(delivery.url()),
                            headers(delivery, now),
                            delivery.body().getBytes(StandardCharsets.UTF_8));
            if (status >= 200 && status < 300) {
                table.delivered(delivery.id(), status, now);
                return new Outcome.Over();
            }
            trouble = "the receiver answered " + status;
        } catch (IOException e) {
            trouble = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        }
        Duration pause = pause(effect.attempts());
        if (now.plus(pause).isAfter(effect.createdAt().plus(GIVES_UP))) {
            table.dead(delivery.id(), trouble, now);
            log.error(
                    "Event {} for {} is given up after three days; the page Webhooks can replay it: {}",
                    delivery.id(),
                    delivery.url(),
                    trouble);
            return new Outcome.Over();
        }
        return new Outcome.Again(jittered(pause), trouble);
    }

    private static Map<String, String> headers(WebhookTable.Delivery delivery, Instant now) {
        String id = "msg_" + delivery.id();
        return Map.of(
                "Content-Type",
                "application/json",
                "webhook-id",
                id,
                "webhook-timestamp",
                String.valueOf(now.getEpochSecond()),
                "webhook-signature",
                delivery.secret().sign(id, now, delivery.body()));
    }

    /// How long to wait after so many tries before this one.
    static Duration pause(int attempts) {
        return PAUSES[Math.min(attempts, PAUSES.length - 1)];
    }

    private static Duration jittered(Duration pause) {
        return pause.plusMillis(
                (long) (pause.toMillis() * ThreadLocalRandom.current().nextDouble(0.1)));
    }
}
