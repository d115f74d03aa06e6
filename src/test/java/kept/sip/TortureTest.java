package kept.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TortureTest {
    /// What the RFCs say of each message that is not simply bad; a call is taken with 100, a registration asked for its digest.
    private static final Map<String, Integer> STATUS =
            Map.ofEntries(
                    Map.entry("badvers", 505),
                    Map.entry("badbranch", 200),
                    Map.entry("insuf", 400),
                    Map.entry("unkscm", 416),
                    Map.entry("novelsc", 416),
                    Map.entry("unksm2", 401),
                    Map.entry("bext01", 420),
                    Map.entry("invut", 415),
                    Map.entry("regaut01", 401),
                    Map.entry("multi01", 400),
                    Map.entry("mcl01", 400),
                    Map.entry("zeromf", 483),
                    Map.entry("cparam01", 401),
                    Map.entry("cparam02", 401),
                    Map.entry("regescrt", 401),
                    Map.entry("sdp01", 406),
                    Map.entry("inv2543", 400));

    /// The first answer to what is valid, by method.
    private static final Map<String, Integer> FIRST =
            Map.of("INVITE", 100, "OPTIONS", 200, "REGISTER", 401, "BYE", 481);

    /// Its Via cannot be read, so that nobody can be answered.
    private static final Set<String> NOBODY = Set.of("badinv01");

    @FunctionalInterface
    private interface Sender {
        int send(int port, byte[] message, int millis) throws Exception;
    }

    @Test
    void every_message_of_rfc_4475_and_5118_is_answered_as_written_by_udp() throws Exception {
        assertThat(wrong("UDP", Torture::byUdp, Set.of())).isEmpty();
    }

    @Test
    void and_by_tcp_where_a_body_that_never_comes_is_waited_for() throws Exception {
        assertThat(wrong("TCP", Torture::byTcp, Set.of("clerr"))).isEmpty();
    }

    private static Map<String, String> wrong(String transport, Sender sender, Set<String> silent)
            throws Exception {
        var wrong = new TreeMap<String, String>();
        List<Torture.Message> messages = Torture.messages();
        try (var house = Exchange.with(all -> all.admitting(1_000, 1_000))) {
            for (Torture.Message message : messages) {
                boolean quiet =
                        message.response()
                                || NOBODY.contains(message.name())
                                || silent.contains(message.name());
                int status =
                        sender.send(house.line.port(), message.by(transport), quiet ? 50 : 3_000);
                int expected = quiet ? 0 : expected(message);
                if (status != expected) {
                    wrong.put(message.name(), status + " instead of " + expected);
                }
            }
            assertThat(house.line.probe().join()).isLessThan(Duration.ofSeconds(1));
        }
        return wrong;
    }

    private static int expected(Torture.Message message) {
        if (STATUS.containsKey(message.name())) {
            return STATUS.getOrDefault(message.name(), 0);
        }
        String method = message.text().substring(0, message.text().indexOf(' '));
        return message.group().equals("invalid") ? 400 : FIRST.getOrDefault(method, 405);
    }

    @Test
    void a_message_with_more_headers_than_anybody_needs_costs_little() throws Exception {
        String answer =
                """
                SIP/2.0 200 OK
                Via: SIP/2.0/UDP 192.0.2.2;branch=z9hG4bK1
                From: <sip:a@b>;tag=1
                %sCall-ID: 1
                CSeq: 1 INVITE
                Content-Length: 0

                """;
        var screen = new ScreeningParser();
        for (String more :
                List.of(
                        "To: <sip:a@b>;tag=1\n".repeat(2_500),
                        "To: <sip:a@b>\n" + "Contact: <sip:a@b>\n".repeat(2_500),
                        "To: <sip:a@b>\nRoute: <sip:a@b>" + ",<sip:a@b>".repeat(5_000) + "\n",
                        "To: <sip:a@b>\nVia: SIP/2.0/" + "TVia: SIP/2.0/".repeat(3_500) + "\n")) {
            for (String text :
                    List.of(answer, answer.replace("SIP/2.0 200 OK", "INVITE sip:a@b SIP/2.0"))) {
                byte[] bytes =
                        text.formatted(more)
                                .replace("\n", "\r\n")
                                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
                assertThat(screen.parseSIPMessage(bytes, true, false, null)).isNull();
            }
        }
    }

    @Test
    void an_address_of_blanks_alone_is_refused_at_once() {
        long began = System.nanoTime();
        for (String blank : List.of("\r\n", " ", "\r", "a <sip:b@c>, ", ";", "a ")) {
            assertThat(Addresses.wellFormed(blank.repeat(30_000) + "\"")).isFalse();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    }
}
