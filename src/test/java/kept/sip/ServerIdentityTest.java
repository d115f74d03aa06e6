package kept.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// Calls by TLS to somebody who is, or is not, whom we meant.
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class ServerIdentityTest {
    @TempDir Path folder;
    private TestAuthority authority;
    private Exchange house;

    @BeforeEach
    void open() throws Exception {
        authority = new TestAuthority(folder);
        authority.trust();
        house = with(authority.issue("house", "dns:localhost", "-keyalg EC"));
    }

    @AfterEach
    void close() {
        TestAuthority.forget();
        house.close();
    }

    private static Exchange with(TlsFiles files) {
        try (var packed = files.pack(Instant.now())) {
            var tls = new LineSettings.Tls(0, packed.file(), packed.password());
            return new Exchange(all -> all.with(tls), Phones.none(), Clock.systemUTC());
        }
    }

    private Call call(Exchange other, String host, Heard events) {
        var target = "sip:queue@%s:%d;transport=tls".formatted(host, other.line.tlsPort());
        var call =
                house.line.dial(
                        Dial.to(
                                target,
                                Caller.of("+4930123", "Ada"),
                                SessionDescription.offer("127.0.0.1", 3_000)),
                        events);
        return call;
    }

    private void refuses(TlsFiles files, String host) throws Exception {
        try (var other = with(files)) {
            var events = new Heard();
            call(other, host, events);
            assertThat(events.next()).isEqualTo("ended TRANSPORT");
            assertThat(other.offers).isEmpty();
        }
    }

    private void reaches(TlsFiles files, String host) throws Exception {
        try (var other = with(files)) {
            var events = new Heard();
            var call = call(other, host, events);
            other.answering(new Heard());
            assertThat(events.next()).startsWith("answered");
            call.hangUp();
            assertThat(events.next()).isEqualTo("ended WE_HUNG_UP");
        }
    }

    @Test
    void whose_certificate_names_the_domain_is_called() throws Exception {
        reaches(
                authority.issue("trunk", "dns:other.test,dns:LocalHost", "-keyalg EC"),
                "localhost");
        reaches(authority.issue("sips", "uri:sip:localhost", "-keyalg RSA"), "localhost");
        reaches(authority.issue("address", "ip:127.0.0.1", "-keyalg EC"), "127.0.0.1");
    }

    @Test
    void whose_certificate_names_another_domain_is_not_called(CapturedOutput log) throws Exception {
        refuses(authority.issue("wrong", "dns:other.test", "-keyalg EC"), "localhost");
        assertThat(log).contains("the certificate names [other.test] and not localhost");
        refuses(authority.issue("wild", "dns:*.localhost", "-keyalg EC"), "localhost");
        refuses(
                authority.issue("uri", "uri:sip:other.test,dns:localhost", "-keyalg EC"),
                "localhost");
        refuses(authority.issue("localhost", "dns:other.test", "-keyalg EC"), "localhost");
        refuses(authority.issue("name", "dns:localhost", "-keyalg EC"), "127.0.0.1");
    }

    @Test
    void whose_certificate_nobody_signed_is_not_called(CapturedOutput log) throws Exception {
        refuses(authority.own("self", "dns:localhost", "-keyalg EC"), "localhost");
        assertThat(log).contains("by TLS").contains("No trusted certificate");
    }

    @Test
    void an_open_connection_to_one_domain_is_not_used_for_another() throws Exception {
        try (var other = with(authority.issue("trunk", "dns:localhost", "-keyalg EC"))) {
            var first = new Heard();
            call(other, "localhost", first);
            other.answering(new Heard());
            assertThat(first.next()).startsWith("answered");
            var second = new Heard();
            call(other, "127.0.0.1", second);
            assertThat(second.next()).isEqualTo("ended TRANSPORT");
            var third = new Heard();
            call(other, "localhost", third);
            other.answering(new Heard());
            assertThat(third.next()).startsWith("answered");
        }
    }

    @Test
    void an_account_is_not_registered_at_somebody_else() throws Exception {
        try (var other = with(authority.issue("wrong", "dns:other.test", "-keyalg EC"))) {
            var registration =
                    house.line.register(
                            new TrunkAccount(
                                    "sip:localhost:%d;transport=tls"
                                            .formatted(other.line.tlsPort()),
                                    "ada",
                                    "secret",
                                    Duration.ofMinutes(5)));
            org.awaitility.Awaitility.await()
                    .until(() -> registration.state() == TrunkRegistration.State.UNREACHABLE);
            assertThat(Optional.of(registration.lastStatus())).contains(0);
        }
    }
}
