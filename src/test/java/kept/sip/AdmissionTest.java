package kept.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import kept.kernel.Refusal;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void in_the_long_run_no_more_calls_come_in_than_set_and_those_of_one_second_at_once() {
        var admission = new Admission(50, 1_000, 0);
        int let = 0;
        for (long now = 0; now < 10 * SECOND; now += SECOND / 1_000) {
            let += admission.admits(0, now) ? 1 : 0;
        }
        assertThat(let).isBetween(500, 550);
        int atOnce = 0;
        for (int i = 0; i < 100; i++) {
            atOnce += admission.admits(0, 20 * SECOND) ? 1 : 0;
        }
        assertThat(atOnce).isBetween(49, 51);
    }

    @Test
    void one_call_a_second_is_one_call_a_second() {
        var admission = new Admission(1, 10, 0);
        assertThat(admission.admits(0, 0)).isTrue();
        assertThat(admission.admits(0, SECOND / 2)).isFalse();
        assertThat(admission.admits(0, SECOND)).isTrue();
        assertThat(admission.admits(10, 5 * SECOND)).isFalse();
    }

    @Test
    void a_range_of_addresses_holds_its_own_and_no_other() throws Exception {
        var range = AddressRange.parse("192.0.2.128/25");
        assertThat(range.contains(InetAddress.ofLiteral("192.0.2.200"))).isTrue();
        assertThat(range.contains(InetAddress.ofLiteral("192.0.2.100"))).isFalse();
        assertThat(range.contains(InetAddress.ofLiteral("2001:db8::1"))).isFalse();
        assertThat(
                        AddressRange.parse("2001:db8::/32")
                                .contains(InetAddress.ofLiteral("2001:db8:1::1")))
                .isTrue();
        for (String bad : new String[] {"", "trunk.example", "192.0.2.1/33", "192.0.2.1/x"}) {
            assertThatThrownBy(() -> AddressRange.parse(bad)).isInstanceOf(Refusal.class);
        }
    }

    @Test
    void no_bytes_of_a_stranger_throw_anything_but_a_parse_error_at_the_parser() {
        byte[] good =
                """
                INVITE sip:queue@127.0.0.1 SIP/2.0
                Via: SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bKa
                From: "Ada" <sip:ada@127.0.0.1>;tag=a
                To: <sip:queue@127.0.0.1>
                Call-ID: one
                CSeq: 1 INVITE
                Contact: <sip:ada@127.0.0.1:5070>
                Authorization: Digest username="ada", realm="r", nonce="n", uri="sip:x", response="0"
                Max-Forwards: 70
                Content-Type: application/sdp
                Content-Length: 0

                """
                        .replace("\n", "\r\n")
                        .getBytes(StandardCharsets.UTF_8);
        var random = new Random(5);
        var parser = new ScreeningParser();
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = java.util.Arrays.copyOf(good, random.nextInt(good.length + 1));
            for (int j = 0; j < random.nextInt(8) && bad.length > 0; j++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            try {
                parser.parseSIPMessage(bad, random.nextBoolean(), false, null);
            } catch (java.text.ParseException e) {
                assertThat(new String(bad, StandardCharsets.UTF_8).strip()).startsWith("SIP/");
            }
        }
    }
}
