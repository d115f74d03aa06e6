package kept.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import kept.KeptTest;
import kept.contacts.State;
import kept.cpaas.FakeProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What comes to the door of a provider in the cloud and is not from it, or not as it should be.
@KeptTest
class ProviderDoorTest extends CallFixture {
    private static final Pattern STREAM = Pattern.compile("<Stream url=\"([^\"]+)\"/>");
    private final ProviderOutside outside = new ProviderOutside();
    private String door = "";

    ProviderDoorTest() throws Exception {}

    @BeforeEach
    void theNetwork() {
        var olga = cast.as(cast.olga);
        lines.trunks().forEach(trunk -> lines.removeTrunk(olga, trunk.id()));
        outside.connect(this);
        telephone.turn();
        door = providers.address(outside.trunk);
    }

    @AfterEach
    void noNetwork() {
        var olga = cast.as(cast.olga);
        lines.trunks().forEach(trunk -> lines.removeTrunk(olga, trunk.id()));
        lines.addTrunk(olga, "Network", "127.0.0.1", "", "", "+431000");
        telephone.turn();
        outside.close();
    }

    private String sid() {
        return "CA" + UUID.randomUUID().toString().replace("-", "");
    }

    private java.util.Map<String, String> form(String sid) {
        return FakeProvider.form(sid, number, called, "ringing");
    }

    /// The address of the stream of a new call.
    private String stream(String sid) throws Exception {
        var answer = outside.provider.webhook(door, form(sid)).body();
        var found = STREAM.matcher(answer);
        assertThat(found.find()).as(answer).isTrue();
        return found.group(1);
    }

    @Test
    void what_is_not_signed_or_signed_wrongly_is_refused_and_nobody_called() throws Exception {
        var form = form(sid());
        var provider = outside.provider;
        assertThat(provider.webhook(door, form, null).statusCode()).isEqualTo(403);
        assertThat(provider.webhook(door, form, "").statusCode()).isEqualTo(403);
        assertThat(provider.webhook(door, form, "x".repeat(5_000)).statusCode()).isEqualTo(403);
        assertThat(provider.webhook(door, new byte[2_000_000], "abc").statusCode()).isEqualTo(403);
        assertThat(
                        provider.webhook(door, "a=1&a=2".getBytes(StandardCharsets.UTF_8), "abc")
                                .statusCode())
                .isEqualTo(403);
        assertThat(provider.webhook(door + "/status", form, "abc").statusCode()).isEqualTo(403);
        assertThat(contacts.ofNumber(number, Duration.ofDays(1))).isEmpty();
    }

    @Test
    void a_form_of_another_account_or_without_a_call_is_refused() throws Exception {
        var other = form(sid());
        other.put("AccountSid", "ACother");
        assertThat(outside.provider.webhook(door, other).statusCode()).isEqualTo(403);
        assertThat(outside.provider.webhook(door, form("../../secret")).statusCode())
                .isEqualTo(400);
        assertThat(contacts.ofNumber(number, Duration.ofDays(1))).isEmpty();
    }

    @Test
    void a_stream_opens_once_and_only_with_its_ticket() throws Exception {
        String sid = sid();
        String url = stream(sid);
        String wrong = url.substring(0, url.length() - 4) + "AAAA";
        assertThatThrownBy(() -> outside.provider.stream(wrong, new Ears()))
                .hasStackTraceContaining("403");
        var first = new Ears();
        outside.provider.stream(url, first).sendText(start(sid), true).get(5, TimeUnit.SECONDS);
        assertThatThrownBy(() -> outside.provider.stream(url, new Ears()))
                .hasStackTraceContaining("403");
        awaitContact(c -> c.state() == State.QUEUED);
        conversation().hangUp();
        assertThat(first.closed.get(10, TimeUnit.SECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
    }

    @Test
    void a_stream_that_begins_as_another_call_is_closed() throws Exception {
        String url = stream(sid());
        var ears = new Ears();
        outside.provider.stream(url, ears).sendText(start(sid()), true).get(5, TimeUnit.SECONDS);
        assertThat(ears.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1008);
        conversation().hangUp();
    }

    @Test
    void nonsense_on_a_stream_harms_nobody_and_too_much_closes_it() throws Exception {
        String sid = sid();
        var ears = new Ears();
        var socket = outside.provider.stream(stream(sid), ears);
        socket.sendText("[".repeat(60_000), true).get(5, TimeUnit.SECONDS);
        socket.sendText("{\"event\":\"media\",\"media\":{\"payload\":\"early\"}}", true)
                .get(5, TimeUnit.SECONDS);
        socket.sendText(start(sid), true).get(5, TimeUnit.SECONDS);
        awaitContact(c -> c.state() == State.QUEUED);
        socket.sendText("{\"event\":\"dtmf\",\"dtmf\":{\"digit\":{}}}", true)
                .get(5, TimeUnit.SECONDS);
        var _ = socket.sendText("x".repeat(70_000), true);
        assertThat(ears.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1009);
        awaitContact(c -> c.state() == State.CALLBACK_OWED);
    }

    @Test
    void the_provider_may_ask_twice_and_a_call_that_is_over_never_comes_in_again()
            throws Exception {
        String sid = sid();
        String first = stream(sid);
        assertThat(stream(sid)).isEqualTo(first);
        assertThat(contacts.ofNumber(number, Duration.ofDays(1))).hasSize(1);
        conversation().hangUp();
        await(() -> outside.provider.webhook(door, form(sid)).body().contains("<Hangup/>"));
        assertThat(contacts.ofNumber(number, Duration.ofDays(1))).hasSize(1);
        assertThatThrownBy(() -> outside.provider.stream(first, new Ears()))
                .hasStackTraceContaining("403");
    }

    @Test
    void a_provider_that_does_not_take_our_call_is_told_on_the_page() throws Exception {
        outside.provider.answersWith = 402;
        var dial = exchange.wayOut().dials(number).getFirst();
        var refused = new CompletableFuture<Integer>();
        exchange.openLine()
                .dial(
                        dial.apply(kept.sip.SessionDescription.offer("127.0.0.1", 9)),
                        new kept.sip.CallEvents() {
                            @Override
                            public void refused(int status) {
                                refused.complete(status);
                            }
                        });
        assertThat(refused.get(10, TimeUnit.SECONDS)).isEqualTo(503);
        assertThat(telephone.troubles()).singleElement().asString().contains("status 402");
    }

    @Test
    void a_call_that_we_give_up_at_once_is_hung_up_when_the_provider_names_it() throws Exception {
        var dial = exchange.wayOut().dials(number).getFirst();
        exchange.openLine()
                .dial(
                        dial.apply(kept.sip.SessionDescription.offer("127.0.0.1", 9)),
                        new kept.sip.CallEvents() {})
                .hangUp();
        var far = outside.provider.isToCall();
        await(far::over);
    }

    private static String start(String sid) {
        return "{\"event\":\"start\",\"start\":{\"streamSid\":\"MZ1\",\"callSid\":\"%s\"}}"
                .formatted(sid);
    }

    private static final class Ears implements WebSocket.Listener {
        final CompletableFuture<Integer> closed = new CompletableFuture<>();

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            closed.complete(status);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.completeExceptionally(error);
        }
    }
}
