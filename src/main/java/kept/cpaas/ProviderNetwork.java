package kept.cpaas;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
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
import kept.outbox.OutboundHttp;
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

/// The telephone network behind one provider in the cloud.
final class ProviderNetwork implements Network {
    private static final Logger log = LoggerFactory.getLogger(ProviderNetwork.class);
    private static final int MOST_CALLS = 1_000;
    private static final int REMEMBERED = 10_000;
    private static final Duration LATE_NEWS = Duration.ofMinutes(2);

    private final ProviderSettings settings;
    private final String address;
    private final OutboundHttp http;
    private final Switchboard switchboard;
    private final Runnable onClose;
    private final Map<String, IncomingProviderCall> incoming = new ConcurrentHashMap<>();
    private final Map<String, OutgoingProviderCall> outgoing = new ConcurrentHashMap<>();
    private final Map<String, Boolean> past = Collections.synchronizedMap(new Past());
    private final Tickets tickets = new Tickets();
    private final AudioThread audio = new AudioThread();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timers =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("provider-timer").factory());
    private volatile String trouble = "";

    /// Calls that are over, so that nobody brings one in again by repeating what the provider once said.
    private static final class Past extends LinkedHashMap<String, Boolean> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }

    /// @param address of ours, at which the provider finds this trunk
    ProviderNetwork(
            ProviderSettings settings,
            String address,
            OutboundHttp http,
            Switchboard switchboard,
            Runnable onClose) {
        this.settings = settings;
        this.address = address;
        this.http = http;
        this.switchboard = switchboard;
        this.onClose = onClose;
    }

    @Override
    public Call dial(Dial dial, CallEvents events) {
        var call = new OutgoingProviderCall(this, UUID.randomUUID().toString(), dial);
        call.events(events);
        outgoing.put(call.id(), call);
        call.mailbox.post(call::call);
        return call;
    }

    @Override
    public String trouble() {
        var ours = URI.create(address);
        boolean reachable = "https".equals(ours.getScheme()) || "localhost".equals(ours.getHost());
        return reachable
                ? trouble
                : "%s reaches us by https only. Set KEPT_PUBLIC_URL to our address as others see it."
                        .formatted(settings.name());
    }

    @Override
    public void close() {
        onClose.run();
        incoming.values().forEach(Call::hangUp);
        outgoing.values().forEach(Call::hangUp);
        threads.shutdown();
        try {
            var _ = threads.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        timers.shutdownNow();
        audio.close();
    }

    // --- what the provider tells

    /// Whether it was the provider that sent this form to a path of ours.
    boolean signed(String path, Map<String, String> form, String signature) {
        return Signature.right(settings.secret(), address + path, form, signature)
                && form.getOrDefault("AccountSid", settings.account()).equals(settings.account());
    }

    /// Somebody calls. The provider asks again where it got no answer, and gets the same.
    ///
    /// @return what the provider is to do
    CompletableFuture<String> called(String sid, String from, String to) {
        if (past.containsKey(sid)) {
            return CompletableFuture.completedFuture(Markup.hangUp());
        }
        var known = incoming.get(sid);
        if (known != null) {
            return known.decision();
        }
        if (incoming.size() >= MOST_CALLS) {
            return CompletableFuture.completedFuture(Markup.reject(503));
        }
        var call = new IncomingProviderCall(this, sid);
        var other = incoming.putIfAbsent(sid, call);
        if (other != null) {
            return other.decision();
        }
        switchboard.offered(
                call,
                new CallOffer(
                        sid,
                        caller(from),
                        to,
                        Optional.empty(),
                        InetSocketAddress.createUnresolved(settings.api().getHost(), 443),
                        Optional.empty()));
        return call.decision();
    }

    /// Nobody here decided in time.
    void undecided(String sid) {
        Optional.ofNullable(incoming.get(sid)).ifPresent(Call::hangUp);
    }

    Optional<OutgoingProviderCall> ordered(String reference) {
        return Optional.ofNullable(outgoing.get(reference));
    }

    Optional<ProviderCall> byName(String sid) {
        return Optional.ofNullable(incoming.get(sid));
    }

    private static Caller caller(String from) {
        String number = from.replaceAll("\\p{Cntrl}", "").strip();
        boolean known = number.length() <= 100 && number.matches("(?!\\+?266696687$).*[0-9].*");
        return known ? Caller.of(number, "") : Caller.WITHHELD;
    }

    // --- for its calls

    String name() {
        return settings.name();
    }

    Tickets tickets() {
        return tickets;
    }

    AudioThread audio() {
        return audio;
    }

    String mediaHost() {
        return settings.mediaHost();
    }

    Mailbox newMailbox() {
        return new Mailbox(threads);
    }

    String streamsAt() {
        return address.replaceFirst("^http", "ws") + "/stream";
    }

    String streamUrl(String ticket) {
        return streamsAt() + "/" + ticket;
    }

    /// Where the provider asks what to do with a call of ours, and tells how it stands.
    String callUrl(String reference) {
        return address + "/calls/" + reference;
    }

    void later(Duration pause, Mailbox mailbox, Runnable work) {
        try {
            var _ =
                    timers.schedule(
                            () -> mailbox.post(work), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            log.debug("{} is closed; nothing is done later.", settings.name());
        }
    }

    void forget(ProviderCall call) {
        tickets.revoke(call);
        if (incoming.remove(call.id()) != null) {
            past.put(call.id(), true);
        } else {
            later(LATE_NEWS, call.mailbox, () -> outgoing.remove(call.id()));
        }
    }

    void hangUp(String sid) {
        try {
            var _ = post("/Calls/" + sid + ".json", List.of("Status", "completed"));
        } catch (IOException _) {
            // the page says so
        }
    }

    /// Asks the provider for something, and remembers for the page how that went.
    ///
    /// @param form names and values by turns
    /// @return the status of the answer
    int post(String path, List<String> form) throws IOException {
        String proof =
                Base64.getEncoder()
                        .encodeToString(
                                (settings.account() + ":" + settings.secret())
                                        .getBytes(StandardCharsets.UTF_8));
        try {
            int status =
                    http.post(
                            URI.create(settings.api() + "/Accounts/" + settings.account() + path),
                            Map.of(
                                    "Authorization",
                                    "Basic " + proof,
                                    "Content-Type",
                                    "application/x-www-form-urlencoded"),
                            Form.write(form));
            // a call that is over already is no trouble
            boolean fine = (status >= 200 && status < 300) || status == 404;
            went(fine ? "" : "it answered with status " + status);
            return status;
        } catch (IOException e) {
            went(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private void went(String why) {
        String now =
                why.isEmpty()
                        ? ""
                        : "%s did not do what it was asked last: %s."
                                .formatted(settings.name(), why);
        if (!now.isEmpty() && !now.equals(trouble)) {
            log.warn("{}", now);
        }
        trouble = now;
    }
}
