package kept.webphone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The messages of RFC 5769, and our own answers.
class StunTest {
    private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";
    private static final String TRANSACTION = "b7e7a701bc34d686fa87dfae";
    private static final byte[] REQUEST =
            hex(
                    "000100582112a442" + TRANSACTION,
                    "802200105354554e207465737420636c69656e74",
                    "002400046e0001ff",
                    "80290008932ff9b151263b36",
                    "000600096576746a3a68367659202020",
                    "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2",
                    "80280004e57a3bcf");
    private static final byte[] ANSWER =
            hex(
                    "0101003c2112a442" + TRANSACTION,
                    "8022000b7465737420766563746f7220",
                    "002000080001a147e112a643",
                    "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7",
                    "80280004c07d4c96");
    private static final byte[] ANSWER_IPV6 =
            hex(
                    "010100482112a442" + TRANSACTION,
                    "8022000b7465737420766563746f7220",
                    "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9",
                    "00080014a382954e4be67bf11784c97c8292c275bfe3ed41",
                    "80280004c8fb0b4c");
    private static final InetSocketAddress FROM =
            new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 32_853);
    private static final InetSocketAddress FROM_IPV6 =
            new InetSocketAddress(
                    InetAddress.ofLiteral("2001:db8:1234:5678:11:2233:4455:6677"), 32_853);

    private final IceLite ice = new IceLite(new IceCredentials("evtj", PASSWORD), "h6vY", 0);

    private static byte[] hex(String... parts) {
        return HexFormat.of().parseHex(String.join("", parts));
    }

    private static StunMessage read(byte[] bytes) {
        return StunMessage.read(ByteBuffer.wrap(bytes)).orElseThrow();
    }

    @Test
    void the_request_of_rfc_5769_is_known_by_its_user_and_its_signature() {
        StunMessage request = read(REQUEST);
        assertThat(request.type()).isEqualTo(StunMessage.BINDING_REQUEST);
        assertThat(request.from("evtj:h6vY")).isTrue();
        assertThat(request.from("evtj:h6vX")).isFalse();
        assertThat(request.signedWith(PASSWORD)).isTrue();
        assertThat(request.signedWith(PASSWORD + "x")).isFalse();
        assertThat(request.notUnderstood()).isEmpty();
    }

    @Test
    void the_answers_of_rfc_5769_say_the_address_as_we_do() {
        assertThat(read(ANSWER).signedWith(PASSWORD)).isTrue();
        assertThat(read(ANSWER_IPV6).signedWith(PASSWORD)).isTrue();
        assertThat(read(ANSWER).attributes().getLast().value())
                .isEqualTo(StunAnswer.mapped(FROM, hex(TRANSACTION)));
        assertThat(read(ANSWER_IPV6).attributes().getLast().value())
                .isEqualTo(StunAnswer.mapped(FROM_IPV6, hex(TRANSACTION)));
    }

    @Test
    void who_knows_our_password_is_answered_by_a_signed_message_and_may_be_sent_to() {
        ByteBuffer reply = ice.answer(ByteBuffer.wrap(REQUEST), FROM, 7).orElseThrow();
        StunMessage answer = StunMessage.read(reply).orElseThrow();
        assertThat(answer.type()).isEqualTo(0x0101);
        assertThat(answer.transaction()).isEqualTo(hex(TRANSACTION));
        assertThat(answer.signedWith(PASSWORD)).isTrue();
        assertThat(ice.proved(FROM)).isTrue();
        assertThat(ice.proved(FROM_IPV6)).isFalse();
        assertThat(ice.chosen()).isEqualTo(FROM);
        assertThat(ice.lastAsked()).isEqualTo(7);
    }

    @Test
    void whoever_does_not_is_not_answered_and_never_sent_to() {
        for (int i = 0; i < REQUEST.length; i++) {
            byte[] bad = REQUEST.clone();
            bad[i] ^= 1;
            assertThat(ice.answer(ByteBuffer.wrap(bad), FROM, 7)).isEmpty();
        }
        var stranger = new IceLite(new IceCredentials("evtj", "another"), "h6vY", 0);
        assertThat(stranger.answer(ByteBuffer.wrap(REQUEST), FROM, 7)).isEmpty();
        assertThat(ice.answer(ByteBuffer.wrap(ANSWER), FROM, 7)).isEmpty();
        assertThat(ice.chosen()).isNull();
        assertThat(ice.lastAsked()).isZero();
    }

    @Test
    void a_demand_that_we_do_not_know_is_said_so() {
        byte[] asked = StunRequest.by("evtj:h6vY", PASSWORD, 0x7777, 0x0025);
        StunMessage answer =
                StunMessage.read(ice.answer(ByteBuffer.wrap(asked), FROM, 7).orElseThrow())
                        .orElseThrow();
        assertThat(answer.type()).isEqualTo(0x0111);
        assertThat(answer.attributes().getFirst().value()).startsWith(0, 0, 4, 20);
        assertThat(answer.attributes().getLast().value()).containsExactly(0x77, 0x77);
        assertThat(ice.chosen()).isNull();
    }

    @Test
    void audio_goes_to_the_address_that_the_browser_chose() {
        ice.answer(ByteBuffer.wrap(StunRequest.by("evtj:h6vY", PASSWORD)), FROM, 1);
        ice.answer(ByteBuffer.wrap(StunRequest.by("evtj:h6vY", PASSWORD)), FROM_IPV6, 2);
        assertThat(ice.chosen()).isEqualTo(FROM);
        byte[] choice = StunRequest.by("evtj:h6vY", PASSWORD, StunMessage.USE_CANDIDATE);
        ice.answer(ByteBuffer.wrap(choice), FROM_IPV6, 3);
        assertThat(ice.chosen()).isEqualTo(FROM_IPV6);
    }

    @Test
    void no_noise_of_a_stranger_is_thrown_back_at_us() {
        var random = new Random(3);
        for (int i = 0; i < 50_000; i++) {
            byte[] bad = REQUEST.clone();
            for (int j = 0; j <= random.nextInt(6); j++) {
                bad[20 + random.nextInt(bad.length - 20)] = (byte) random.nextInt(256);
            }
            if (Arrays.equals(bad, REQUEST)) {
                continue;
            }
            byte[] cut = Arrays.copyOf(bad, random.nextInt(bad.length + 1));
            assertThat(ice.answer(ByteBuffer.wrap(cut), FROM, 7)).isEmpty();
            assertThat(ice.answer(ByteBuffer.wrap(bad), FROM, 7)).isEmpty();
        }
    }
}
