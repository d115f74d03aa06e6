package kept.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import kept.KeptTest;
import kept.contacts.State;
import kept.routing.Agent;
import kept.sip.Caller;
import kept.sip.LineSettings;
import kept.sip.TestAuthority;
import kept.sip.TlsFiles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The whole program with a certificate, and telephones and a trunk that speak by TLS alone.
@KeptTest
@Timeout(120)
class SecureCallTest extends CallFixture {
    private static final TestAuthority AUTHORITY = authority();
    private static final TlsFiles HOUSE = issue("house", "-keyalg EC");
    private static final TlsFiles PHONES = issue("trunk", "-keyalg RSA");
    @Autowired Desk page;
    @Autowired SecureListener secure;
    private final TestPhone outside = secret(500);
    private final TestPhone secretDesk = secret(DESK_HUM);

    SecureCallTest() throws Exception {}

    @DynamicPropertySource
    static void certificate(DynamicPropertyRegistry settings) {
        AUTHORITY.trust();
        settings.add("kept.sip-tls-listen", () -> "127.0.0.1:0");
        settings.add("kept.sip-tls-certificate", HOUSE.certificate()::toString);
        settings.add("kept.sip-tls-key", HOUSE.key()::toString);
    }

    @AfterAll
    static void forget() {
        TestAuthority.forget();
    }

    private static TestAuthority authority() {
        try {
            return new TestAuthority(Files.createTempDirectory("certificates"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static TlsFiles issue(String as, String more) {
        try {
            return AUTHORITY.issue(as, "dns:localhost", more);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestPhone secret(int hum) throws Exception {
        try (var packed = PHONES.pack(Instant.now())) {
            return TestPhone.secret(hum, new LineSettings.Tls(0, packed.file(), packed.password()));
        }
    }

    @AfterEach
    void goHome() {
        outside.close();
        secretDesk.close();
        var olga = cast.as(cast.olga);
        lines.trunks().forEach(trunk -> lines.removeTrunk(olga, trunk.id()));
    }

    /// Asha's telephone speaks by TLS as well.
    private void ashaTakesSecretCalls() {
        for (var phone : lines.phones()) {
            lines.removePhone(cast.as(cast.olga), phone.name());
        }
        String name = "safe" + ThreadLocalRandom.current().nextInt(100_000, 999_999);
        secretDesk.register(
                telephone.securePort(),
                name,
                lines.addPhone(cast.as(cast.olga), name, cast.asha.id()));
    }

    private void trunkAt(String address) {
        var olga = cast.as(cast.olga);
        lines.trunks().forEach(trunk -> lines.removeTrunk(olga, trunk.id()));
        lines.addTrunk(olga, "Network", address, "", "", "+431000");
        telephone.turn();
    }

    @Test
    void a_call_comes_in_and_is_put_through_by_tls_and_both_sides_are_encrypted() throws Exception {
        ashaTakesSecretCalls();
        outside.call(telephone.securePort(), called, Caller.of(number, "Meera"));
        outside.expect("answered");
        awaitContact(c -> c.state() == State.QUEUED);
        dispatch.turn();
        var offer = secretDesk.rings();
        assertThat(offer.session().orElseThrow().secure()).isTrue();
        secretDesk.answer(offer);
        awaitContact(c -> c.state() == State.TALKING);
        long caller = outside.heard();
        long agent = secretDesk.heard();
        await(() -> outside.heard() > caller + 50 && secretDesk.heard() > agent + 50);
        assertThat(outside.audio().counts().forged()).isZero();
        assertThat(secretDesk.audio().counts().forged()).isZero();
        outside.hangUp();
        secretDesk.expect("ended");
        assertThat(awaitContact(c -> c.state() == State.CLOSED).spot().outcome())
                .isEqualTo("talked");
    }

    @Test
    void a_trunk_is_called_by_tls_where_its_address_says_so() throws Exception {
        trunkAt("sips:localhost:" + outside.port());
        page.callOut(cast.as(cast.asha), number, null);
        desk.answer(desk.rings());
        var wanted = outside.rings();
        assertThat(wanted.called()).isEqualTo(number);
        assertThat(wanted.session().orElseThrow().secure()).isTrue();
        outside.answer(wanted);
        awaitContact(c -> c.state() == State.TALKING);
        long before = outside.heard();
        await(() -> outside.heard() > before + 50);
        assertThat(outside.audio().counts().forged()).isZero();
        outside.hangUp();
        desk.expect("ended");
    }

    @Test
    void a_trunk_with_the_certificate_of_another_is_not_called() throws Exception {
        trunkAt("127.0.0.1:" + outside.port() + ";transport=tls");
        page.callOut(cast.as(cast.asha), number, null);
        desk.answer(desk.rings());
        desk.expect("ended");
        awaitContact(c -> !c.state().live());
        assertThat(outside.isRung()).isFalse();
        await(() -> agents.find(cast.asha.id()).orElseThrow().state() != Agent.State.TALKING);
    }

    @Test
    void wrong_files_shut_tls_alone_and_right_ones_open_it_again() throws Exception {
        String right = Files.readString(HOUSE.key());
        write(HOUSE.key(), "no key", 1);
        assertThat(secure.renewed()).isTrue();
        await(() -> exchange.size() == 0);
        turnUntil(() -> telephone.securePort() == 0);
        assertThat(telephone.port()).isPositive();
        assertThat(telephone.trouble()).isEmpty();
        assertThat(secure.trouble()).contains("holds no key");
        arrives(desk, cast.asha);
        write(HOUSE.key(), right, 2);
        turnUntil(() -> telephone.securePort() > 0);
        assertThat(secure.trouble()).isEmpty();
    }

    private static void write(Path file, String text, int later) throws Exception {
        Files.writeString(file, text);
        Files.setLastModifiedTime(
                file, FileTime.from(Instant.now().plus(Duration.ofMinutes(later))));
    }

    private void turnUntil(java.util.concurrent.Callable<Boolean> done) {
        await(() -> {
            telephone.turn();
            return done.call();
        });
    }
}
