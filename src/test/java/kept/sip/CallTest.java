package kept.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CallTest {
    @Test
    void a_call_rings_is_answered_acknowledged_and_hung_up_by_the_caller() throws Exception {
        try (var house = Exchange.trusting();
                var caller = Exchange.trusting()) {
            var there = new Heard();
            var here = new Heard();
            Call call = caller.call(house, there);
            var offered = house.offered();
            assertThat(offered.offer().caller()).isEqualTo(Caller.of("+4930123", "Ada"));
            assertThat(offered.offer().called()).isEqualTo("queue");
            assertThat(offered.offer().phone()).isEmpty();
            offered.call().events(here);
            offered.call().ring();
            assertThat(there.next()).isEqualTo("ringing");
            offered.call()
                    .answer(
                            OfferAnswer.answer(
                                            offered.offer().session().orElseThrow(),
                                            "127.0.0.1",
                                            4_000)
                                    .orElseThrow());
            assertThat(there.next()).isEqualTo("answered SENDRECV 4000");
            assertThat(here.next()).isEqualTo("confirmed");
            call.hangUp();
            assertThat(there.next()).isEqualTo("ended WE_HUNG_UP");
            assertThat(here.next()).isEqualTo("ended FAR_SIDE_HUNG_UP");
            assertThat(house.line.calls()).isEmpty();
            assertThat(caller.line.calls()).isEmpty();
        }
    }

    @Test
    void a_call_by_tcp_goes_the_same_way_and_the_house_may_hang_up() throws Exception {
        try (var house = Exchange.trusting();
                var caller = Exchange.trusting()) {
            var there = new Heard();
            var here = new Heard();
            caller.line.dial(caller.dialTo(house, ";transport=tcp"), there);
            var offered = house.answering(here);
            assertThat(there.next()).isEqualTo("answered SENDRECV 4000");
            assertThat(here.next()).isEqualTo("confirmed");
            offered.call().hangUp();
            assertThat(there.next()).isEqualTo("ended FAR_SIDE_HUNG_UP");
            assertThat(here.next()).isEqualTo("ended WE_HUNG_UP");
        }
    }

    @Test
    void a_busy_house_refuses_with_its_status() throws Exception {
        try (var house = Exchange.trusting();
                var caller = Exchange.trusting()) {
            var there = new Heard();
            caller.call(house, there);
            house.offered().call().refuse(486, "Busy Here", Optional.empty());
            assertThat(there.next()).isEqualTo("refused 486");
            assertThat(caller.line.calls()).isEmpty();
        }
    }

    @Test
    void who_gives_up_while_it_rings_has_cancelled() throws Exception {
        try (var house = Exchange.trusting();
                var caller = Exchange.trusting()) {
            var there = new Heard();
            var here = new Heard();
            Call call = caller.call(house, there);
            var offered = house.offered();
            offered.call().events(here);
            offered.call().ring();
            assertThat(there.next()).isEqualTo("ringing");
            call.hangUp();
            assertThat(here.next()).isEqualTo("ended CANCELLED");
            assertThat(there.next()).isEqualTo("ended WE_HUNG_UP");
        }
    }

    @Test
    void nobody_answers_within_the_ringing_time() throws Exception {
        try (var house = Exchange.trusting();
                var caller = Exchange.trusting()) {
            var there = new Heard();
            var here = new Heard();
            caller.line.dial(caller.dialTo(house, "").ringingFor(Duration.ofMillis(300)), there);
            house.offered().call().events(here);
            assertThat(there.next()).isEqualTo("refused 408");
            assertThat(here.next()).isEqualTo("ended CANCELLED");
        }
    }

    @Test
    void hold_and_resume_are_renegotiated_from_either_side() throws Exception {
        try (var house = Exchange.trusting();
                var caller = Exchange.trusting()) {
            var there = new Heard();
            var here = new Heard();
            Call call = caller.call(house, there);
            var offered = house.answering(here);
            there.next();
            here.next();
            var offer = SessionDescription.offer("127.0.0.1", 3_000);
            call.renegotiate(offer.with(Direction.SENDONLY));
            assertThat(here.next()).isEqualTo("offered SENDONLY");
            assertThat(there.next()).isEqualTo("answered RECVONLY 4000");
            call.renegotiate(offer);
            assertThat(here.next()).isEqualTo("offered SENDRECV");
            assertThat(there.next()).isEqualTo("answered SENDRECV 4000");
            offered.call().renegotiate(offer.with(Direction.INACTIVE));
            assertThat(there.next()).isEqualTo("offered INACTIVE");
            assertThat(here.next()).isEqualTo("answered INACTIVE 4000");
        }
    }

    @Test
    void a_session_that_one_side_does_not_want_leaves_the_call_as_it_was() throws Exception {
        try (var house = Exchange.trusting();
                var caller = Exchange.trusting()) {
            var there = new Heard();
            var here = new Heard(offer -> Optional.empty());
            Call call = caller.call(house, there);
            house.answering(here);
            there.next();
            here.next();
            call.renegotiate(SessionDescription.offer("127.0.0.1", 3_002));
            assertThat(here.next()).startsWith("offered");
            assertThat(there.next()).isEqualTo("renegotiation refused 488");
            call.hangUp();
            assertThat(here.next()).isEqualTo("ended FAR_SIDE_HUNG_UP");
        }
    }

    @Test
    void both_sides_at_once_come_to_an_agreement_after_491() throws Exception {
        try (var house = Exchange.trusting();
                var caller = Exchange.trusting()) {
            var there = new Heard();
            var here = new Heard();
            Call call = caller.call(house, there);
            var offered = house.answering(here);
            there.next();
            here.next();
            var offer = SessionDescription.offer("127.0.0.1", 3_000);
            call.renegotiate(offer.with(Direction.SENDONLY));
            offered.call().renegotiate(offer.with(Direction.SENDONLY));
            assertThat(java.util.List.of(there.next(), there.next()))
                    .containsExactlyInAnyOrder("offered SENDONLY", "answered RECVONLY 4000");
            assertThat(java.util.List.of(here.next(), here.next()))
                    .containsExactlyInAnyOrder("offered SENDONLY", "answered RECVONLY 4000");
        }
    }

    @Test
    void a_far_side_can_be_sent_on() throws Exception {
        try (var house = Exchange.trusting();
                var caller = Exchange.trusting()) {
            var there = new Heard();
            var here = new Heard();
            caller.call(house, there);
            var offered = house.answering(here);
            there.next();
            here.next();
            offered.call().refer("sip:other@127.0.0.1");
            assertThat(there.next()).isEqualTo("referred sip:other@127.0.0.1");
            assertThat(here.next()).isEqualTo("refer ended 200");
        }
    }

    @Test
    void a_session_that_is_not_refreshed_in_time_is_a_drop() throws Exception {
        UnaryOperator<LineSettings> brief = all -> all.refreshingEvery(Duration.ofSeconds(2));
        try (var house = Exchange.with(brief)) {
            var here = new Heard();
            try (var peer = new RawPeer(house.line.port())) {
                peer.invite("session", "Supported: timer\r\nSession-Expires: 2;refresher=uac\r\n");
                house.answering(here);
                peer.until("SIP/2.0 200");
                peer.ack();
                assertThat(here.next()).isEqualTo("confirmed");
                assertThat(here.next()).isEqualTo("ended SESSION_TIMER");
                assertThat(peer.until("BYE ")).contains("BYE ");
            }
        }
    }

    @Test
    void a_session_is_refreshed_by_us_when_the_far_side_cannot() throws Exception {
        UnaryOperator<LineSettings> brief = all -> all.refreshingEvery(Duration.ofSeconds(2));
        try (var house = Exchange.with(brief)) {
            var here = new Heard();
            try (var peer = new RawPeer(house.line.port())) {
                peer.invite("old", "");
                house.answering(here);
                peer.until("SIP/2.0 200");
                peer.ack();
                assertThat(peer.until("INVITE ")).contains("Session-Expires: 2;refresher=uac");
            }
        }
    }

    @Test
    void a_session_interval_below_the_least_is_refused_with_422() throws Exception {
        try (var house = Exchange.trusting();
                var peer = new RawPeer(house.line.port())) {
            peer.invite("brief", "Supported: timer\r\nSession-Expires: 30\r\n");
            assertThat(peer.until("SIP/2.0 422")).contains("Min-SE: 90");
        }
    }

    @Test
    void an_invite_without_an_offer_gets_ours_and_its_answer_comes_with_the_ack() throws Exception {
        try (var house = Exchange.trusting();
                var peer = new RawPeer(house.line.port())) {
            var here = new Heard();
            peer.inviteWithoutOffer("late");
            house.answering(here);
            assertThat(peer.until("SIP/2.0 200")).contains("m=audio 4000 RTP/AVP 8 0 101");
            peer.ackWithAnswer();
            assertThat(here.next()).isEqualTo("answered SENDRECV 5004");
            assertThat(here.next()).isEqualTo("confirmed");
        }
    }

    @Test
    void keys_told_by_info_are_heard() throws Exception {
        try (var house = Exchange.trusting();
                var peer = new RawPeer(house.line.port())) {
            var here = new Heard();
            peer.invite("info", "");
            house.answering(here);
            peer.until("SIP/2.0 200");
            peer.ack();
            assertThat(here.next()).isEqualTo("confirmed");
            peer.within("INFO", 2, "application/dtmf-relay", "Signal=5\r\nDuration=160\r\n");
            assertThat(here.next()).isEqualTo("digit 5");
            peer.within("INFO", 3, "application/dtmf", "*");
            assertThat(here.next()).isEqualTo("digit *");
        }
    }

    @Test
    void over_the_limit_callers_hear_503_at_once_and_when_to_come_again() throws Exception {
        try (var house = Exchange.with(all -> all.admitting(100, 1));
                var caller = Exchange.trusting()) {
            caller.call(house, new Heard());
            house.answering(new Heard());
            try (var peer = new RawPeer(house.line.port())) {
                peer.invite("toomany", "");
                assertThat(peer.until("SIP/2.0 503")).contains("Retry-After: 2");
            }
            assertThat(house.line.calls()).hasSize(1);
        }
    }

    @Test
    void a_stranger_is_asked_who_he_is() throws Exception {
        try (var house = Exchange.with(all -> all.trusting(java.util.List.of()));
                var peer = new RawPeer(house.line.port())) {
            peer.invite("stranger", "");
            assertThat(peer.until("SIP/2.0 401"))
                    .contains("algorithm=SHA-256")
                    .contains("algorithm=MD5");
            assertThat(house.offers).isEmpty();
        }
    }

    @Test
    void the_line_probes_and_warms_itself_up() throws Exception {
        try (var house = Exchange.with(all -> all.trusting(java.util.List.of()))) {
            assertThat(house.line.probe().join()).isLessThan(Duration.ofSeconds(5));
            assertThat(house.line.warmUp(5)).isLessThan(Duration.ofSeconds(1));
            assertThat(house.offers).isEmpty();
        }
    }
}
