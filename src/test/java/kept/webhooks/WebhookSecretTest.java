package kept.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WebhookSecretTest {
    @Test
    void a_delivery_is_signed_as_standard_webhooks_say() {
        var secret = WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assertThat(
                        secret.sign(
                                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                Instant.ofEpochSecond(1_614_265_330),
                                "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void a_secret_has_32_random_bytes_and_does_not_print_itself() {
        var secret = WebhookSecret.random();
        assertThat(secret.key()).hasSize(32);
        assertThat(secret.text()).startsWith("whsec_");
        assertThat(secret.toString()).doesNotContain(secret.text().substring(6));
    }

    @Test
    void tries_go_on_for_three_days() {
        var waited = Duration.ZERO;
        int tries = 1;
        while (waited.plus(WebhookCarrier.pause(tries - 1)).compareTo(Duration.ofHours(72)) <= 0) {
            waited = waited.plus(WebhookCarrier.pause(tries - 1));
            tries++;
        }
        assertThat(waited).isGreaterThan(Duration.ofHours(60));
        assertThat(WebhookCarrier.pause(0)).isEqualTo(Duration.ofSeconds(5));
        assertThat(WebhookCarrier.pause(6)).isEqualTo(Duration.ofHours(12));
        assertThat(WebhookCarrier.pause(60)).isEqualTo(Duration.ofHours(12));
    }
}
