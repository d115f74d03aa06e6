package kept.asterisk;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import kept.sip.Call;
import kept.sip.CallEvents;
import kept.sip.CallOffer;
import kept.sip.Caller;
import kept.sip.Dial;
import kept.sip.Mailbox;
import kept.sip.Network;
import kept.sip.Switchboard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The telephone network behind one Asterisk. Its calls live as long as Asterisk has them: when its events were not heard for a while, those
/// that are still there go on, and those that went are lost.
public final class AsteriskNetwork implements Network {
    private static final Logger log = LoggerFactory.getLogger(AsteriskNetwork.class);

    private final AsteriskSettings settings;
    private final Switchboard switchboard;
    private final Ari ari;
    private final EventStream events;
    private final Map<String, AriCall> calls = new ConcurrentHashMap<>();
    private final Map<String, AriCall> audio = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<?>> entrances = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timers =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("asterisk-timer").factory());
    private volatile boolean replaced;

    private AsteriskNetwork(AsteriskSettings settings, Switchboard switchboard) {
        this.settings = settings;
        this.switchboard = switchboard;
        ari = new Ari(settings);
        events = new EventStream(ari, settings.name(), this::happened, this::lookAround);
    }

    /// Begins to connect, and returns at once.
    public static AsteriskNetwork open(AsteriskSettings settings, Switchboard switchboard) {
        var network = new AsteriskNetwork(settings, switchboard);
        network.events.start();
        return network;
    }

    @Override
    public Call dial(Dial dial, CallEvents listener) {
        var call = new OutgoingAriCall(this, OutgoingAriCall.PREFIX + UUID.randomUUID(), dial);
        call.events(listener);
        calls.put(call.channel, call);
        call.mailbox.post(call::call);
        return call;
    }

    @Override
    public String trouble() {
        return replaced
                ? "Another program has taken the application %s of %s. Give each its own, then save this way anew."
                        .formatted(settings.app(), settings.name())
                : events.trouble();
    }

    @Override
    public void close() {
        events.close();
        calls.values().forEach(Call::hangUp);
        threads.shutdown();
        try {
            var _ = threads.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        timers.shutdownNow();
        ari.close();
    }

    // --- for its calls

    Ari ari() {
        return ari;
    }

    Mailbox newMailbox() {
        return new Mailbox(threads);
    }

    ExternalMedia.Place place() throws IOException {
        String host = settings.address().getHost().replaceAll("[\\[\\]]", "");
        return new ExternalMedia.Place(
                settings.app(), InetAddress.getByName(host), settings.mediaHost());
    }

    String dialled(String number) {
        return settings.dialled(number);
    }

    Ari.Answer subscribe(String channel) throws IOException {
        return ari.post(
                "/applications/" + settings.app() + "/subscription",
                Map.of("eventSource", "channel:" + channel));
    }

    void later(Duration pause, Mailbox mailbox, Runnable work) {
        try {
            var _ =
                    timers.schedule(
                            () -> mailbox.post(work), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            log.debug("Asterisk is closed; nothing is done later.");
        }
    }

    /// Done when a channel comes into our application; forgotten after a while.
    CompletableFuture<?> entrance(String channelToCome) {
        var entrance = new CompletableFuture<>().orTimeout(10, TimeUnit.SECONDS);
        entrances.put(channelToCome, entrance);
        var _ = entrance.whenComplete((_, _) -> entrances.remove(channelToCome));
        return entrance;
    }

    void hears(String audioChannel, AriCall call) {
        audio.put(audioChannel, call);
    }

    void deaf(String audioChannel) {
        audio.remove(audioChannel);
    }

    void forget(AriCall call) {
        calls.remove(call.channel);
    }

    // --- what Asterisk tells

    private void happened(AriEvent event) {
        String channel = event.channel();
        if (event.type().equals("ApplicationReplaced")) {
            replaced = true;
            log.warn("{}", trouble());
            events.close();
            return;
        }
        AriCall known = calls.get(channel);
        if (known != null) {
            known.happened(event);
        } else if (channel.startsWith(ExternalMedia.PREFIX)) {
            if (event.type().equals("StasisStart")) {
                Optional.ofNullable(entrances.get(channel))
                        .ifPresent(entrance -> entrance.complete(null));
            } else if (event.type().equals("ChannelDestroyed")
                    || event.type().equals("StasisEnd")) {
                Optional.ofNullable(audio.get(channel)).ifPresent(call -> call.audioGone(channel));
            }
        } else if (event.type().equals("StasisStart")
                && channel.matches("[A-Za-z0-9._:-]+")
                && !channel.startsWith(OutgoingAriCall.PREFIX)) {
            came(event);
        }
    }

    private void came(AriEvent event) {
        var call = new IncomingAriCall(this, event.channel());
        calls.put(call.channel, call);
        call.mailbox.post(() -> offer(call, event));
    }

    private void offer(AriCall call, AriEvent event) {
        String called = event.args().isEmpty() ? event.exten() : event.args().getFirst();
        int port = settings.address().getPort();
        switchboard.offered(
                call,
                new CallOffer(
                        call.channel,
                        hides(call.channel) ? Caller.WITHHELD : event.caller(),
                        called,
                        Optional.empty(),
                        InetSocketAddress.createUnresolved(
                                settings.address().getHost(), port < 0 ? 80 : port),
                        Optional.empty()));
    }

    /// Whether a caller does not want to be known: his number may come along all the same.
    private boolean hides(String channel) {
        try {
            return ari.get(
                            "/channels/%s/variable?variable=%s"
                                    .formatted(Ari.encoded(channel), Ari.encoded("CALLERID(pres)")))
                    .body()
                    .path("value")
                    .stringValue("")
                    .startsWith("prohib");
        } catch (IOException e) {
            log.debug("Asterisk does not say whether {} hides.", channel, e);
            return true;
        }
    }

    /// Events were not heard for a while: which calls went meanwhile?
    private void lookAround() {
        var before = List.copyOf(calls.values());
        if (before.isEmpty()) {
            return;
        }
        try {
            var answer = ari.get("/channels");
            if (!answer.done()) {
                return;
            }
            var there = new HashSet<String>();
            answer.body().forEach(channel -> there.add(channel.path("id").stringValue("")));
            before.stream().filter(call -> !there.contains(call.channel)).forEach(AriCall::lost);
        } catch (IOException e) {
            log.warn("{} does not say which calls it still has.", settings.name(), e);
        }
    }
}
