package kept.webphone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import java.util.Random;
import kept.kernel.Refusal;
import kept.media.Codec;
import org.junit.jupiter.api.Test;

class BrowserOfferTest {
    static final String OFFER =
            """
            v=0
            o=- 4611731400430051336 2 IN IP4 127.0.0.1
            s=-
            t=0 0
            a=group:BUNDLE 0
            a=extmap-allow-mixed
            a=msid-semantic: WMS
            m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126
            c=IN IP4 0.0.0.0
            a=rtcp:9 IN IP4 0.0.0.0
            a=candidate:1 1 udp 2113937151 4c2b6a8f-2b1f.local 49152 typ host
            a=ice-ufrag:h6vY
            a=ice-pwd:VOkJxbRl1RmTxUk/WvJxBt
            a=ice-options:trickle
            a=fingerprint:sha-256 %s
            a=setup:actpass
            a=mid:0
            a=sendrecv
            a=rtcp-mux
            a=rtpmap:111 opus/48000/2
            a=rtpmap:0 PCMU/8000
            a=rtpmap:8 PCMA/8000
            a=rtpmap:110 telephone-event/48000
            a=rtpmap:126 telephone-event/8000
            """
                    .formatted("AB:".repeat(31) + "CD");

    private static final Fingerprint OWN = OwnCertificate.make().fingerprint();

    private static void refused(String offer, String word) {
        assertThatThrownBy(() -> BrowserOffer.read(offer))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(word);
    }

    private static String answer(String offer, String address) {
        return BrowserAnswer.to(
                BrowserOffer.read(offer),
                new IceCredentials("evtj", "VOkJxbRl1RmTxUk/WvJxBt"),
                OWN,
                address,
                10_000);
    }

    @Test
    void line_ends_alone_are_no_offer() {
        refused("\r\n\r\n", "no offer");
    }

    @Test
    void what_we_need_is_found_and_a_law_goes_before_mu_law() {
        BrowserOffer offer = BrowserOffer.read(OFFER);
        assertThat(offer.codec()).isEqualTo(Codec.PCMA);
        assertThat(offer.telephoneEvent()).isEqualTo(OptionalInt.of(126));
        assertThat(offer.iceFragment()).isEqualTo("h6vY");
        assertThat(offer.fingerprint().algorithm()).isEqualTo("sha-256");
        assertThat(offer.sends() && offer.receives()).isTrue();
        assertThat(BrowserOffer.read(OFFER.replace(" 9 0 8 ", " 9 0 ")).codec())
                .isEqualTo(Codec.PCMU);
    }

    @Test
    void what_we_cannot_serve_is_refused_in_a_sentence() {
        refused(OFFER.replaceAll("(?s)m=audio.*", ""), "no audio");
        refused(OFFER.replaceAll("a=fingerprint.*", "a=fingerprint:md5 AB"), "fingerprint");
        refused(OFFER.replace(" 9 0 8 ", " 9 "), "G.711");
        refused(OFFER.replaceAll("a=ice-ufrag.*", ""), "ICE");
        refused(OFFER.replace("a=rtcp-mux", "a=x"), "second port");
        refused(OFFER.replace("actpass", "passive"), "begin");
        refused(OFFER.replace("UDP/TLS/RTP/SAVPF", "RTP/AVP"), "not encrypted");
        refused("hello", "no offer");
        refused("", "no offer");
        refused(OFFER + "a=x\n".repeat(5_000), "too long");
        refused(OFFER + "m=video 9 UDP 1\n".repeat(30), "too many media");
    }

    @Test
    void other_media_are_refused_in_their_place_and_ipv6_is_said() {
        String video = "m=video 9 UDP/TLS/RTP/SAVPF 96\na=mid:v\n";
        String both = OFFER.replace("m=audio", video + "m=audio");
        assertThat(answer(both, "2001:db8::1").lines())
                .contains(
                        "m=video 0 UDP/TLS/RTP/SAVPF 0",
                        "a=mid:v",
                        "m=audio 10000 UDP/TLS/RTP/SAVPF 8 126",
                        "a=group:BUNDLE 0",
                        "c=IN IP6 2001:db8::1",
                        "a=candidate:1 1 udp 2130706431 2001:db8::1 10000 typ host");
    }

    @Test
    void a_browser_that_only_listens_is_answered_so() {
        assertThat(answer(OFFER.replace("a=sendrecv", "a=recvonly"), "192.0.2.1"))
                .contains("a=sendonly\r\n");
        assertThat(BrowserOffer.read(OFFER.replace("a=sendrecv", "a=sendonly")).receives())
                .isFalse();
    }

    @Test
    void no_line_of_a_stranger_comes_back_in_our_answer() {
        String evil = OFFER.replace("a=mid:0", "a=mid:0 x=y").replace("BUNDLE 0", "BUNDLE <b>");
        assertThat(answer(evil, "192.0.2.1")).doesNotContain("x=y").doesNotContain("<b>");
    }

    @Test
    void no_text_of_a_stranger_is_anything_but_read_or_refused() {
        var random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            var bad = new StringBuilder(OFFER);
            for (int j = 0; j <= random.nextInt(8); j++) {
                bad.setCharAt(random.nextInt(bad.length()), (char) random.nextInt(128));
            }
            try {
                assertThat(answer(bad.toString(), "192.0.2.1")).isNotEmpty();
            } catch (Refusal refusal) {
                assertThat(refusal.sentence()).endsWith(".");
            }
        }
    }
}
