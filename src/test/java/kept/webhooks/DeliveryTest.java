package kept.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import kept.Cast;
import kept.KeptTest;
import kept.SettableClock;
import kept.kernel.Refusal;
import kept.outbox.CarriesOut.Outcome;
import kept.outbox.Effect;
import kept.outbox.OpenNet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Events on their way to a real receiver.
@KeptTest
class DeliveryTest {
    @Autowired Cast cast;
    @Autowired Webhooks webhooks;
    @Autowired WebhookTable table;
    @Autowired SettableClock clock;
    @Autowired JdbcClient jdbc;

    private final List<Came> came = new CopyOnWriteArrayList<>();
    private volatile int answer = 204;
    private final HttpServer receiver;
    private WebhookCarrier carrier;
    private Webhooks.Made made;

    record Came(String id, String timestamp, String signature, String body) {}

    DeliveryTest() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void listen() {
        receiver.createContext("/hooks", this::take);
        receiver.start();
        carrier = new WebhookCarrier(table, OpenNet.http(), clock);
        made =
                webhooks.add(
                        cast.as(cast.olga),
                        "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hooks",
                        List.of("promise.given"));
    }

    @AfterEach
    void end() {
        receiver.stop(0);
        webhooks.remove(cast.as(cast.olga), made.webhook().id());
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            came.add(
                    new Came(
                            headers.getFirst("webhook-id"),
                            headers.getFirst("webhook-timestamp"),
                            headers.getFirst("webhook-signature"),
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(answer, -1);
        }
    }

    private Effect happened() {
        var theCase = cast.phoneCaseOf(cast.customer("Meera Nair"), "Activation");
        cast.word(theCase, "A technician comes", clock.instant().plus(Duration.ofDays(2)));
        return latest();
    }

    private Effect latest() {
        UUID delivery =
                jdbc.sql(
                                "select id from webhook_delivery where webhook_id = ? order by id desc limit 1")
                        .param(made.webhook().id())
                        .query(UUID.class)
                        .single();
        Instant since =
                jdbc.sql("select created_at from outbox where subject = ? order by id desc limit 1")
                        .param(delivery)
                        .query(java.time.OffsetDateTime.class)
                        .single()
                        .toInstant();
        return new Effect(UUID.randomUUID(), Webhooks.EFFECT, delivery, 0, since);
    }

    @Test
    void aReceiverCanCheckThatAnEventIsOursAndWhole() throws Exception {
        var effect = happened();
        assertThat(carrier.carryOut(effect)).isInstanceOf(Outcome.Over.class);
        var event = came.getLast();
        assertThat(event.id()).isEqualTo("msg_" + effect.subject());
        assertThat(event.timestamp()).isEqualTo("" + clock.instant().getEpochSecond());
        var mac = Mac.getInstance("HmacSHA256");
        String secret = made.secret().substring("whsec_".length());
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret), "HmacSHA256"));
        byte[] expected =
                mac.doFinal(
                        (event.id() + "." + event.timestamp() + "." + event.body())
                                .getBytes(StandardCharsets.UTF_8));
        assertThat(event.signature()).startsWith("v1,");
        assertThat(
                        MessageDigest.isEqual(
                                expected,
                                Base64.getDecoder().decode(event.signature().substring(3))))
                .isTrue();
        assertThat(event.body()).contains("\"type\":\"promise.given\"", "A technician comes");
        assertThat(carrier.carryOut(effect)).isInstanceOf(Outcome.Over.class);
        assertThat(came).as("what was delivered is not sent again").hasSize(1);
    }

    @Test
    void whatIsGivenUpAfterThreeDaysIsListedAndReplayedUnderItsFirstId() {
        var effect = happened();
        answer = 500;
        assertThat(carrier.carryOut(effect))
                .isInstanceOfSatisfying(
                        Outcome.Again.class,
                        again -> assertThat(again.trouble()).contains("answered 500"));
        assertThat(webhooks.dead(cast.as(cast.olga))).isEmpty();
        clock.pass(Duration.ofHours(72));
        assertThat(carrier.carryOut(effect)).isInstanceOf(Outcome.Over.class);
        assertThat(webhooks.dead(cast.as(cast.olga)))
                .singleElement()
                .satisfies(dead -> {
                    assertThat(dead.id()).isEqualTo(effect.subject());
                    assertThat(dead.trouble()).contains("answered 500");
                });
        answer = 200;
        int before = came.size();
        carrier.carryOut(effect);
        assertThat(came).as("what is given up rests").hasSize(before);

        webhooks.replay(cast.as(cast.olga), effect.subject());
        assertThat(webhooks.countDead(cast.as(cast.olga))).isZero();
        assertThat(carrier.carryOut(latest())).isInstanceOf(Outcome.Over.class);
        assertThat(came.getLast().id()).isEqualTo("msg_" + effect.subject());
        assertThatThrownBy(() -> webhooks.replay(cast.as(cast.olga), effect.subject()))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> webhooks.dead(cast.as(cast.lena))).isInstanceOf(Refusal.class);
    }

    @Test
    void allThatWasGivenUpIsReplayedAtOnceAndTriedAnewForThreeDays() {
        var effect = happened();
        answer = 503;
        clock.pass(Duration.ofHours(72));
        carrier.carryOut(effect);
        webhooks.replayAll(cast.as(cast.olga));
        assertThat(webhooks.countDead(cast.as(cast.olga))).isZero();
        assertThat(carrier.carryOut(latest())).isInstanceOf(Outcome.Again.class);
    }
}
