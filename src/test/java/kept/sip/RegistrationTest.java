package kept.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import kept.SettableClock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class RegistrationTest {
    private static final String REALM = "kept.test";

    private static final class Directory implements Phones {
        final BlockingQueue<List<Binding>> changes = new LinkedBlockingQueue<>();

        @Override
        public Optional<DigestSecrets> secrets(String user) {
            return user.equals("ada")
                    ? Optional.of(DigestSecrets.of("ada", REALM, "right"))
                    : Optional.empty();
        }

        @Override
        public void bindingsChanged(String user, List<Binding> bindings) {
            changes.add(bindings);
        }
    }

    private static Exchange house(Directory phones) {
        return new Exchange(all -> all.trusting(List.of()), phones, Clock.systemUTC());
    }

    private static TrunkAccount account(Exchange house, String user, String password) {
        String registrar = "sip:127.0.0.1:" + house.line.port();
        return new TrunkAccount(registrar, user, password, Duration.ofMinutes(10));
    }

    private static void await(Callable<Boolean> there) {
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(there);
    }

    @Test
    void a_phone_with_the_right_digest_is_bound_and_can_be_called_and_leaves_again()
            throws Exception {
        var phones = new Directory();
        try (var house = house(phones);
                var phone = Exchange.trusting()) {
            var registration = phone.line.register(account(house, "ada", "right"));
            List<Binding> bindings = phones.changes.poll(5, TimeUnit.SECONDS);
            assertThat(bindings).hasSize(1);
            await(() -> registration.state() == TrunkRegistration.State.REGISTERED);
            var here = new Heard();
            house.line.dial(
                    Dial.to(
                            house.line.bindings("ada").getFirst().target(),
                            Caller.of("queue", ""),
                            SessionDescription.offer("127.0.0.1", 3_000)),
                    here);
            assertThat(phone.offered().offer().called()).isEqualTo("ada");
            registration.close();
            assertThat(phones.changes.poll(5, TimeUnit.SECONDS)).isEmpty();
        }
    }

    @Test
    void a_wrong_password_and_an_unknown_user_get_the_same_answer() throws Exception {
        try (var house = house(new Directory());
                var phone = Exchange.trusting()) {
            var wrong = phone.line.register(account(house, "ada", "wrong"));
            var unknown = phone.line.register(account(house, "bob", "right"));
            await(() -> wrong.state() == TrunkRegistration.State.REFUSED);
            await(() -> unknown.state() == TrunkRegistration.State.REFUSED);
            assertThat(wrong.lastStatus()).isEqualTo(401);
            assertThat(unknown.lastStatus()).isEqualTo(401);
            assertThat(house.line.bindings("ada")).isEmpty();
        }
    }

    @Test
    void a_phone_calls_out_with_its_digest_and_is_known_by_its_user() throws Exception {
        try (var house = house(new Directory());
                var phone = Exchange.trusting()) {
            var there = new Heard();
            phone.line.dial(phone.dialTo(house, "").with(account(house, "ada", "right")), there);
            assertThat(house.answering(new Heard()).offer().phone()).contains("ada");
            assertThat(there.next()).startsWith("answered");
            var refused = new Heard();
            phone.line.dial(phone.dialTo(house, "").with(account(house, "ada", "wrong")), refused);
            assertThat(refused.next()).isEqualTo("refused 401");
        }
    }

    @Test
    void a_nonce_lives_a_minute_and_its_count_must_grow() {
        var clock = new SettableClock(Instant.parse("2026-01-05T09:00:00Z"));
        var nonces = new Nonces(clock);
        String nonce = nonces.next();
        assertThat(nonces.fresh(nonce, 1)).isTrue();
        assertThat(nonces.fresh(nonce, 1)).isFalse();
        assertThat(nonces.fresh(nonce, 2)).isTrue();
        clock.pass(Duration.ofSeconds(61));
        assertThat(nonces.fresh(nonce, 3)).isFalse();
        assertThat(new Nonces(clock).fresh(nonces.next(), 1)).isFalse();
        assertThat(nonces.fresh("AAAA", 1)).isFalse();
        assertThat(nonces.fresh("not base64!", 1)).isFalse();
    }

    @Test
    void ten_failures_put_the_brake_on_for_that_user_from_that_address_alone() {
        var clock = new SettableClock(Instant.parse("2026-01-05T09:00:00Z"));
        var brake = new Brake(clock);
        for (int i = 0; i < 9; i++) {
            brake.failed("ada", "192.0.2.1");
        }
        assertThat(brake.holds("ada", "192.0.2.1")).isFalse();
        brake.failed("ada", "192.0.2.1");
        assertThat(brake.holds("ada", "192.0.2.1")).isTrue();
        assertThat(brake.holds("ada", "192.0.2.2")).isFalse();
        clock.pass(Duration.ofSeconds(2));
        assertThat(brake.holds("ada", "192.0.2.1")).isFalse();
        brake.failed("ada", "192.0.2.1");
        clock.pass(Duration.ofMillis(1_500));
        assertThat(brake.holds("ada", "192.0.2.1")).isTrue();
    }

    @Test
    void a_phone_that_breaks_off_at_sha_256_is_offered_md5_alone_when_it_asks_again() {
        var clock = new SettableClock(Instant.parse("2026-01-05T09:00:00Z"));
        var old = new OldPhones(clock);
        assertThat(old.asks("ada", "192.0.2.1", "a 1")).isFalse();
        assertThat(old.asks("ada", "192.0.2.1", "a 1")).as("sent anew").isFalse();
        assertThat(old.asks("ada", "192.0.2.2", "a 2")).as("from elsewhere").isFalse();
        assertThat(old.asks("ada", "192.0.2.1", "a 2")).isTrue();
        old.proved("ada", "192.0.2.1", "MD5");
        clock.pass(Duration.ofHours(20));
        assertThat(old.provedByMd5("ada", "192.0.2.1")).isTrue();
        assertThat(old.asks("ada", "192.0.2.1", "a 9")).isTrue();
        clock.pass(Duration.ofHours(25));
        assertThat(old.asks("ada", "192.0.2.1", "a 10")).isFalse();
    }

    @Test
    void a_phone_that_knows_sha_256_is_offered_it_each_time() {
        var clock = new SettableClock(Instant.parse("2026-01-05T09:00:00Z"));
        var old = new OldPhones(clock);
        for (int renewal = 1; renewal < 5; renewal++) {
            assertThat(old.asks("ada", "192.0.2.1", "a " + renewal)).isFalse();
            old.proved("ada", "192.0.2.1", "SHA-256");
        }
    }

    @Test
    void the_digest_of_rfc_7616_is_ours() {
        var given =
                DigestParameters.parse(
                                """
                                Digest username="Mufasa", realm="http-auth@example.org", uri="/dir/index.html", \
                                algorithm=SHA-256, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", nc=00000001, \
                                cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", qop=auth, \
                                response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
                                """
                                        .strip())
                        .orElseThrow();
        var secrets = DigestSecrets.of("Mufasa", "http-auth@example.org", "Circle of Life");
        assertThat(Digests.response(given, "GET", secrets)).isEqualTo(given.get("response"));
    }

    @Test
    void bindings_run_out_and_the_module_above_is_told() {
        var clock = new SettableClock(Instant.parse("2026-01-05T09:00:00Z"));
        var phones = new Directory();
        var registrar = new Registrar(phones, clock);
        var source = new Registrar.Source("192.0.2.7", 5_062, "udp");
        registrar.register("ada", List.of(new Registrar.Asked("sip:ada@10.0.0.1", 120)), source);
        registrar.register("ada", List.of(new Registrar.Asked("sip:ada@10.0.0.2", 600)), source);
        assertThat(registrar.bindings("ada")).hasSize(2);
        assertThat(registrar.bindings("ada").getFirst().target())
                .isEqualTo("sip:ada@192.0.2.7:5062;transport=udp");
        clock.pass(Duration.ofSeconds(121));
        registrar.sweep();
        assertThat(registrar.bindings("ada")).hasSize(1);
        assertThat(phones.changes).hasSize(3);
        assertThat(registrar.register("ada", List.of(new Registrar.Asked("sip:a@b", 10)), source))
                .hasValueSatisfying(verdict -> assertThat(verdict.status()).isEqualTo(423));
    }
}
