package kept.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import kept.sip.SessionDescription.Format;
import org.junit.jupiter.api.Test;

class SessionDescriptionTest {
    private static SessionReading read(String... lines) {
        return SessionDescription.parse(
                String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private static SessionDescription session(String... lines) {
        return ((SessionReading.Read) read(lines)).session();
    }

    private static int refusal(String... lines) {
        return ((SessionReading.Refused) read(lines)).status();
    }

    @Test
    void line_ends_alone_are_refused() {
        assertThat(SessionDescription.parse(new byte[] {'\r', '\n'}))
                .isInstanceOf(SessionReading.Refused.class);
    }

    @Test
    void what_we_write_is_read_back_as_the_same() {
        var offer = SessionDescription.offer("192.0.2.1", 4_000).with(Direction.SENDONLY);
        assertThat(SessionDescription.parse(offer.format(1, 1).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new SessionReading.Read(offer));
    }

    @Test
    void an_answer_takes_their_first_codec_their_key_events_and_mirrors_the_direction() {
        var offer =
                session(
                        "v=0",
                        "c=IN IP4 192.0.2.9",
                        "m=audio 5000 RTP/AVP 18 0 8 96",
                        "a=rtpmap:96 telephone-event/8000",
                        "a=sendonly");
        var answer = OfferAnswer.answer(offer, "192.0.2.1", 4_000).orElseThrow();
        assertThat(answer.formats()).containsExactly(Format.PCMU, Format.telephoneEvent(96));
        assertThat(answer.direction()).isEqualTo(Direction.RECVONLY);
        assertThat(OfferAnswer.agreed(answer, offer))
                .contains(
                        new AgreedAudio(
                                "192.0.2.9",
                                5_000,
                                0,
                                Optional.of(96),
                                false,
                                true,
                                Optional.empty()));
    }

    @Test
    void other_media_are_refused_in_their_place() {
        var offer =
                session(
                        "v=0",
                        "c=IN IP4 192.0.2.9",
                        "m=video 5002 RTP/AVP 31",
                        "m=audio 5000 RTP/AVP 8",
                        "m=image 5004 udptl t38");
        String answer = OfferAnswer.answer(offer, "192.0.2.1", 4_000).orElseThrow().format(1, 1);
        assertThat(answer.lines().filter(line -> line.startsWith("m=")))
                .containsExactly(
                        "m=video 0 RTP/AVP 0", "m=audio 4000 RTP/AVP 8", "m=image 0 udptl 0");
    }

    @Test
    void the_hold_of_old_phones_is_a_hold() {
        assertThat(session("v=0", "c=IN IP4 0.0.0.0", "m=audio 5000 RTP/AVP 8").direction())
                .isEqualTo(Direction.SENDONLY);
    }

    private static final String KEY = "A".repeat(40);
    private static final String OTHER = "B".repeat(40);

    @Test
    void srtp_is_answered_by_the_first_suite_that_we_know_and_a_key_of_ours() {
        var offer =
                session(
                        "v=0",
                        "c=IN IP6 2001:db8::1",
                        "m=audio 5000 RTP/SAVP 8",
                        "a=crypto:1 AES_256_CM_HMAC_SHA1_80 inline:" + OTHER,
                        "a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + "|1:4",
                        "a=crypto:7 AES_CM_128_HMAC_SHA1_32 inline:" + KEY + "|2^31");
        var answer = OfferAnswer.answer(offer, "192.0.2.1", 4_000).orElseThrow();
        assertThat(answer.format(1, 1)).contains("m=audio 4000 RTP/SAVP 8\r\n");
        assertThat(answer.crypto()).hasSize(1);
        assertThat(answer.crypto().getFirst())
                .startsWith("7 AES_CM_128_HMAC_SHA1_32 inline:")
                .doesNotContain(KEY);
        AgreedKeys keys = OfferAnswer.agreed(answer, offer).orElseThrow().keys().orElseThrow();
        assertThat(keys.theirs()).isEqualTo(KEY);
        assertThat(answer.crypto().getFirst()).endsWith(keys.ours());
    }

    @Test
    void an_answer_chooses_by_its_tag_among_the_keys_that_we_offered() {
        var offer = SessionDescription.offer("192.0.2.1", 4_000).withKeys();
        assertThat(offer.format(1, 1)).doesNotContain("crypto");
        var sent = session(offer.secured().format(1, 1).split("\r\n"));
        var answer = OfferAnswer.answer(sent, "192.0.2.9", 5_000).orElseThrow();
        AgreedKeys ours =
                OfferAnswer.agreed(offer.secured(), answer).orElseThrow().keys().orElseThrow();
        AgreedKeys theirs = OfferAnswer.agreed(answer, sent).orElseThrow().keys().orElseThrow();
        assertThat(ours.ours()).isEqualTo(theirs.theirs());
        assertThat(ours.theirs()).isEqualTo(theirs.ours());
        assertThat(ours.suite()).isEqualTo("AES_CM_128_HMAC_SHA1_80");
    }

    @Test
    void keys_that_we_cannot_read_are_488_unless_there_is_plain_audio_beside_them() {
        String[] lines = {
            "v=0",
            "c=IN IP4 192.0.2.9",
            "m=audio 5000 RTP/SAVP 8",
            "a=crypto:1 F8_128_HMAC_SHA1_80 inline:" + KEY,
            "m=audio 5002 RTP/AVP 8"
        };
        assertThat(refusal(java.util.Arrays.copyOf(lines, 4))).isEqualTo(488);
        assertThat(session(lines).port()).isEqualTo(5_002);
        assertThat(session(lines).secure()).isFalse();
    }

    @Test
    void what_is_no_session_is_400_and_what_we_cannot_serve_488() {
        assertThat(refusal("hello")).isEqualTo(400);
        assertThat(refusal("v=0", "m=audio 99999 RTP/AVP 8")).isEqualTo(400);
        assertThat(refusal("v=0", "c=IN IP4 192.0.2.1", "m=audio 5000 RTP/AVP 18")).isEqualTo(488);
        assertThat(refusal("v=0", "c=IN IP4 name.example", "m=audio 5000 RTP/AVP 8"))
                .isEqualTo(488);
        assertThat(refusal("v=0", "c=IN IP4 224.1.1.1", "m=audio 5000 RTP/AVP 8")).isEqualTo(488);
    }

    @Test
    void no_text_of_a_stranger_is_thrown_back_at_us() {
        byte[] good =
                SessionDescription.offer("192.0.2.1", 4_000)
                        .format(1, 1)
                        .getBytes(StandardCharsets.UTF_8);
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = good.clone();
            for (int j = 0; j <= random.nextInt(6); j++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            assertThat(SessionDescription.parse(bad)).isNotNull();
        }
        assertThat(SessionDescription.parse(new byte[0]))
                .isInstanceOf(SessionReading.Refused.class);
        assertThat(SessionDescription.parse(new byte[100_000]))
                .isInstanceOf(SessionReading.Refused.class);
    }
}
