package kept.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import kept.kernel.Refusal;
import kept.media.MediaPorts;
import kept.media.MediaSettings;
import kept.sip.Call;
import kept.sip.CallEvents;
import kept.sip.CallOffer;
import kept.sip.Caller;
import kept.sip.Dial;
import kept.sip.Direction;
import kept.sip.Ending;
import kept.sip.SessionDescription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an Asterisk may do, and what we make of it.
class AsteriskNetworkTest {
    private final FakeAsterisk asterisk;
    private final MediaPorts ports =
            MediaPorts.open(new MediaSettings("127.0.0.1", 36_000, 37_999));
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private final BlockingQueue<CallOffer> offers = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> news = new LinkedBlockingQueue<>();
    private AsteriskNetwork network;

    AsteriskNetworkTest() throws Exception {
        asterisk = new FakeAsterisk(440);
        network = open(asterisk.address(), FakeAsterisk.PASSWORD);
    }

    private AsteriskNetwork open(String address, String password) {
        return AsteriskNetwork.open(
                new AsteriskSettings(
                        "The Asterisk",
                        AsteriskSettings.address(address),
                        FakeAsterisk.USER,
                        password,
                        "kept",
                        "PJSIP/{number}@provider",
                        "0.0.0.0"),
                (call, offer) -> {
                    offers.add(offer);
                    calls.add(call);
                });
    }

    @BeforeEach
    void connected() {
        await().until(() -> asterisk.isHeard() && network.trouble().isEmpty());
    }

    @AfterEach
    void close() throws Exception {
        network.close();
        asterisk.close();
        ports.close();
    }

    private SessionDescription ours() {
        return SessionDescription.offer("203.0.113.7", ports.take("test").port());
    }

    private Call answered(FakeAsterisk.Channel channel) throws InterruptedException {
        var call = calls.poll(5, TimeUnit.SECONDS);
        assertThat(call).isNotNull();
        call.events(new Told());
        call.answer(ours());
        happens("answered SENDRECV");
        happens("confirmed");
        assertThat(channel.ear()).isNotNull();
        return call;
    }

    private Call dialled() {
        return network.dial(
                Dial.by("", "+436601234567", Caller.of("+431000", ""), ours()), new Told());
    }

    private void happens(String what) throws InterruptedException {
        assertThat(news.poll(10, TimeUnit.SECONDS)).isEqualTo(what);
    }

    @Test
    void who_calls_whom_is_read_and_nobody_who_hides() throws Exception {
        asterisk.calls("+436601234567", "1000");
        var offer = offers.poll(5, TimeUnit.SECONDS);
        assertThat(offer.caller()).isEqualTo(Caller.of("+436601234567", ""));
        assertThat(offer.called()).isEqualTo("1000");
        asterisk.calls("+436601234567", "1000", "prohib_passed_screen");
        assertThat(offers.poll(5, TimeUnit.SECONDS).caller()).isEqualTo(Caller.WITHHELD);
        asterisk.calls("", "1000");
        assertThat(offers.poll(5, TimeUnit.SECONDS).caller()).isEqualTo(Caller.WITHHELD);
    }

    @Test
    void newer_ones_that_tell_their_port_at_once_are_not_asked_for_it() throws Exception {
        asterisk.tellsVariables = true;
        answered(asterisk.calls("+436601234567", "1000"));
        assertThat(asterisk.asked).noneMatch(path -> path.matches(".*kept-audio-.*/variable"));
    }

    @Test
    void older_ones_that_do_not_say_how_it_ended_are_asked() throws Exception {
        asterisk.forgetsEnds = true;
        var channel = asterisk.calls("+436601234567", "1000");
        answered(channel);
        channel.ends(16);
        happens("ended FAR_SIDE_HUNG_UP");
    }

    @ParameterizedTest
    @CsvSource({
        "16,FAR_SIDE_HUNG_UP",
        "31,FAR_SIDE_HUNG_UP",
        "44,TRANSPORT",
        "38,TRANSPORT",
        "127,TRANSPORT",
        "102,TIMED_OUT"
    })
    void only_a_normal_cause_is_a_proper_end(int cause, Ending ending) throws Exception {
        var channel = asterisk.calls("+436601234567", "1000");
        answered(channel);
        channel.ends(cause);
        happens("ended " + ending);
        assertThat(news.poll(200, TimeUnit.MILLISECONDS)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"17,486", "1,404", "21,403", "19,480", "18,408", "34,503", "0,480", "99999,480"})
    void a_call_that_is_not_taken_is_refused_as_its_cause_says(int cause, int status)
            throws Exception {
        dialled();
        var channel = asterisk.isToCall();
        channel.ringsThere();
        happens("ringing");
        channel.isRefused(cause);
        happens("refused " + status);
    }

    @Test
    void what_asterisk_will_not_call_is_refused() throws Exception {
        asterisk.refusesCalls = true;
        dialled();
        happens("refused 503");
    }

    @Test
    void a_number_is_never_a_command_to_asterisk() throws Exception {
        network.dial(
                Dial.by("", "+43,1)&SIP/evil@x?b=c#", Caller.of("+431000", ""), ours()),
                new Told());
        assertThat(asterisk.isToCall().exten).isEqualTo("+431#");
    }

    @Test
    void whoever_puts_us_on_hold_is_not_gone() throws Exception {
        var channel = asterisk.calls("+436601234567", "1000");
        answered(channel);
        channel.holds(true);
        happens("held SENDONLY");
        channel.holds(false);
        happens("held SENDRECV");
    }

    @Test
    void we_ask_asterisk_whether_somebody_is_there_and_let_it_hold_him() throws Exception {
        var channel = asterisk.calls("+436601234567", "1000");
        var call = calls.poll(5, TimeUnit.SECONDS);
        call.events(new Told());
        var ours = ours();
        call.answer(ours);
        happens("answered SENDRECV");
        happens("confirmed");
        call.renegotiate(ours);
        happens("answered SENDRECV");
        call.renegotiate(ours.with(Direction.SENDONLY));
        happens("answered RECVONLY");
        call.renegotiate(ours);
        happens("answered SENDRECV");
        assertThat(asterisk.asked)
                .containsSubsequence(
                        "POST /channels/" + channel.id + "/hold",
                        "DELETE /channels/" + channel.id + "/hold");
        call.refer("sip:somebody@example.com");
        happens("transfer 501");
        asterisk.deaf(true);
        channel.ends(16);
        call.renegotiate(ours);
        happens("ended TRANSPORT");
    }

    @Test
    void when_events_break_calls_that_are_there_go_on_and_those_that_went_are_lost()
            throws Exception {
        var stays = asterisk.calls("+436601234567", "1000");
        var call = answered(stays);
        var goes = asterisk.calls("+436601234568", "1000");
        answered(goes);
        asterisk.deaf(true);
        asterisk.breakStream();
        goes.ends(16);
        await().until(() -> !network.trouble().isEmpty());
        asterisk.deaf(false);
        happens("ended TRANSPORT");
        await().atMost(Duration.ofSeconds(15)).until(() -> network.trouble().isEmpty());
        stays.presses('5');
        happens("key 5");
        call.hangUp();
        happens("ended WE_HUNG_UP");
        await().until(stays::gone);
    }

    @Test
    void an_answer_to_who_is_gone_already_is_no_call() throws Exception {
        asterisk.deaf(false);
        var channel = asterisk.calls("+436601234567", "1000");
        var call = calls.poll(5, TimeUnit.SECONDS);
        asterisk.deaf(true);
        channel.ends(16);
        call.events(new Told());
        call.answer(ours());
        happens("ended CANCELLED");
    }

    @Test
    void what_we_refuse_is_hung_up_there_with_a_reason() throws Exception {
        var channel = asterisk.calls("+436601234567", "1000");
        var call = calls.poll(5, TimeUnit.SECONDS);
        call.refuse(503, "Full", Optional.empty());
        await().until(channel::gone);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[[[",
                "{\"type\":5}",
                "{\"type\":\"StasisStart\"}",
                "{\"type\":\"StasisStart\",\"channel\":\"x\",\"args\":{\"a\":1}}",
                "{\"type\":\"StasisStart\",\"channel\":{\"id\":[1]}}",
                "{\"type\":\"StasisStart\",\"channel\":{\"id\":\"../../bridges?a=b c\"}}",
                "{\"type\":\"ChannelDtmfReceived\",\"channel\":{\"id\":\"x\"},\"digit\":{}}",
                "{\"type\":\"ChannelDestroyed\",\"channel\":{\"id\":\"x\"},\"cause\":\"sixteen\"}",
                "{\"type\":\"ChannelDestroyed\",\"channel\":{\"id\":\"x\"},\"cause\":1e99}"
            })
    void nonsense_is_left_aside_and_the_next_call_comes_in(String nonsense) throws Exception {
        asterisk.say(nonsense);
        asterisk.calls("+436601234567", "1000");
        assertThat(offers.poll(5, TimeUnit.SECONDS).called()).isEqualTo("1000");
    }

    @Test
    void events_too_deep_or_too_long_are_left_aside() throws Exception {
        asterisk.say("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000));
        asterisk.say("{\"type\":\"" + "x".repeat(5_000_000) + "\"}");
        asterisk.calls("+436601234567", "1000");
        assertThat(offers.poll(10, TimeUnit.SECONDS).called()).isEqualTo("1000");
        assertThat(network.trouble()).isEmpty();
    }

    @Test
    void another_program_that_takes_the_application_is_let_have_it() {
        asterisk.say("{\"type\":\"ApplicationReplaced\",\"application\":\"kept\"}");
        await().until(() -> network.trouble().contains("Another program"));
    }

    @Test
    void what_keeps_us_out_is_said() throws Exception {
        try (var stranger = open(asterisk.address(), "wrong")) {
            await().until(() -> stranger.trouble().contains("user or password"));
        }
        try (var nobody = open("http://127.0.0.1:9", "wrong")) {
            await().until(() -> nobody.trouble().contains("nobody listens"));
        }
        try (var cloud = open("http://169.254.169.254", "wrong")) {
            await().until(() -> cloud.trouble().contains("is no place for an Asterisk"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:8088",
                "ftp://127.0.0.1",
                "http://user:password@127.0.0.1",
                "http://127.0.0.1/?a=b",
                "http://",
                "http://a b"
            })
    void an_address_is_that_of_a_web_server(String address) {
        assertThatThrownBy(() -> AsteriskSettings.address(address)).isInstanceOf(Refusal.class);
    }

    private final class Told implements CallEvents {
        @Override
        public void ringing() {
            news.add("ringing");
        }

        @Override
        public void answered(SessionDescription answer) {
            news.add("answered " + answer.direction());
        }

        @Override
        public void refused(int status) {
            news.add("refused " + status);
        }

        @Override
        public void confirmed() {
            news.add("confirmed");
        }

        @Override
        public Optional<SessionDescription> renegotiated(SessionDescription offer) {
            news.add("held " + offer.direction());
            return Optional.empty();
        }

        @Override
        public void referEnded(int status) {
            news.add("transfer " + status);
        }

        @Override
        public void digit(char digit) {
            news.add("key " + digit);
        }

        @Override
        public void ended(Ending ending) {
            news.add("ended " + ending);
        }
    }
}
