package kept.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two lines behind the Kamailio of `config/kamailio`, a trunk and a telephone before it.
@Timeout(60)
class KamailioTest {
    private static final Path KAMAILIO = Path.of("/usr/sbin/kamailio");
    private static final Phones ADA =
            user ->
                    user.equals("ada")
                            ? Optional.of(DigestSecrets.of("ada", "kept.test", "secret"))
                            : Optional.empty();
    @TempDir Path folder;
    private final int edge = FreePort.at("127.0.0.1", 0);
    private final Exchange one = new Exchange(UnaryOperator.identity(), ADA, Clock.systemUTC());
    private final Exchange two = new Exchange(UnaryOperator.identity(), ADA, Clock.systemUTC());
    private final Exchange outside = Exchange.trusting();
    private Optional<Process> kamailio = Optional.empty();

    @BeforeEach
    void start() throws Exception {
        boolean there = Files.isExecutable(KAMAILIO);
        if (!there) {
            System.out.println("Skipped: kamailio is not installed (Debian: kamailio).");
        }
        assumeTrue(there, "kamailio is not installed");
        trunks("127.0.0.1");
        Files.copy(Path.of("config/kamailio/kamailio.cfg"), folder.resolve("kamailio.cfg"));
        Files.writeString(
                folder.resolve("local.cfg"),
                """
                listen=udp:127.0.0.1:%1$d
                listen=tcp:127.0.0.1:%1$d
                #!define LIST "%2$s/dispatcher.list"
                #!define TRUNKS "%2$s/address.list"
                """
                        .formatted(edge, folder));
        Files.writeString(
                folder.resolve("dispatcher.list"),
                "1 sip:127.0.0.1:%d 0 0\n1 sip:127.0.0.1:%d 0 0\n"
                        .formatted(one.line.port(), two.line.port()));
        run();
    }

    private void trunks(String address) throws Exception {
        Files.writeString(folder.resolve("address.list"), "1 " + address + " 32\n");
    }

    private void run() throws Exception {
        kamailio =
                Optional.of(
                        new ProcessBuilder(
                                        List.of(
                                                KAMAILIO.toString(),
                                                "-DD",
                                                "-f",
                                                folder.resolve("kamailio.cfg").toString(),
                                                "-Y",
                                                folder.toString(),
                                                "-m",
                                                "64",
                                                "-M",
                                                "8"))
                                .redirectErrorStream(true)
                                .redirectOutput(folder.resolve("log").toFile())
                                .start());
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), edge);
        await().ignoreExceptions()
                .atMost(Duration.ofSeconds(15))
                .until(() -> one.line.probe(address).get().toMillis() >= 0);
    }

    @AfterEach
    void stop() throws Exception {
        List.of(one, two, outside).forEach(Exchange::close);
        if (kamailio.isPresent()) {
            kamailio.get().destroy();
            kamailio.get().waitFor();
        }
    }

    private Heard call() {
        var events = new Heard();
        outside.line.dial(
                Dial.to(
                        "sip:queue@127.0.0.1:" + edge,
                        Caller.of("+4930123", "Ada"),
                        SessionDescription.offer("127.0.0.1", 3_000)),
                events);
        return events;
    }

    private void answer(Exchange node, List<Call> taken) {
        for (Exchange.Offered offered; (offered = node.offers.poll()) != null; ) {
            offered.call().events(new Heard());
            offered.call().answer(SessionDescription.offer("127.0.0.1", 4_000));
            taken.add(offered.call());
        }
    }

    @Test
    void calls_are_spread_and_when_a_program_dies_the_other_takes_them_all() throws Exception {
        var byOne = new java.util.ArrayList<Call>();
        var byTwo = new java.util.ArrayList<Call>();
        var callers = new java.util.ArrayList<Heard>();
        for (int i = 0; i < 20; i++) {
            callers.add(call());
        }
        await().until(() -> {
            answer(one, byOne);
            answer(two, byTwo);
            return byOne.size() + byTwo.size() == 20;
        });
        assertThat(byOne).isNotEmpty();
        assertThat(byTwo).isNotEmpty();
        for (var caller : callers) {
            assertThat(caller.next()).startsWith("answered");
        }
        // within a call both sides reach each other
        byTwo.forEach(Call::hangUp);
        await().until(() -> outside.line.calls().size() == byOne.size());
        outside.line.calls().forEach(Call::hangUp);
        await().until(() -> one.line.calls().isEmpty());

        two.close();
        byOne.clear();
        callers.clear();
        for (int i = 0; i < 20; i++) {
            callers.add(call());
        }
        await().until(() -> {
            answer(one, byOne);
            return byOne.size() == 20;
        });
        for (var caller : callers) {
            assertThat(caller.next()).startsWith("answered");
        }
    }

    @Test
    void a_telephone_registers_by_it_and_is_called_by_it() throws Exception {
        var registration =
                outside.line.register(
                        new TrunkAccount(
                                "sip:127.0.0.1:" + edge, "ada", "secret", Duration.ofMinutes(5)));
        await().until(() -> registration.state() == TrunkRegistration.State.REGISTERED);
        var node = one.line.bindings("ada").isEmpty() ? two : one;
        var target = node.line.bindings("ada").getFirst().target();
        assertThat(target).contains("127.0.0.1:" + edge);
        var events = new Heard();
        var call =
                node.line.dial(
                        Dial.to(
                                target,
                                Caller.of("+4930123", "Ada"),
                                SessionDescription.offer("127.0.0.1", 3_000)),
                        events);
        outside.answering(new Heard());
        assertThat(events.next()).startsWith("answered");
        call.hangUp();
        await().until(() -> outside.line.calls().isEmpty());
    }

    @Test
    void who_is_no_trunk_calls_nobody_by_it() throws Exception {
        kamailio.orElseThrow().destroy();
        kamailio.orElseThrow().waitFor();
        trunks("192.0.2.10");
        run();
        assertThat(call().next()).isEqualTo("refused 403");
        assertThat(one.offers).isEmpty();
        assertThat(two.offers).isEmpty();
    }
}
