package kept.sip;

import java.net.InetSocketAddress;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import kept.kernel.Refusal;

/// The telephone line of this house: listens for SIP by UDP, TCP and, where set, TLS, lets calls in and makes them, and is the registrar
/// of our phones. Open one for each address; it is used by many threads.
public final class SipLine implements AutoCloseable {
    private static final int THREADS = 4;
    private final LineSettings settings;
    private final Stack stack;
    private final Office office;
    private final Trust trust;
    private final Registrar registrar;
    private final ExecutorService threads;
    private final ScheduledExecutorService timers;
    private final Future<?> sweeping;

    private SipLine(LineSettings settings, Switchboard switchboard, Phones phones, Clock clock) {
        this.settings = settings;
        stack = new Stack(settings);
        // Platform threads: virtual ones wait long beside work that only computes.
        threads =
                Executors.newFixedThreadPool(
                        THREADS, Thread.ofPlatform().daemon().name("sip-call-", 0).factory());
        timers =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("sip-timer").factory());
        var wire =
                new Wire(stack.provider(), settings.publicAddress(), stack.port(), stack.tlsPort());
        office = new Office(wire, threads, timers, settings.sessionTimer(), new Calls());
        trust = new Trust(settings.trunks(), new DigestGuard(phones, settings.realm(), clock));
        registrar = new Registrar(phones, clock);
        var admission =
                new Admission(settings.callsPerSecond(), settings.liveCalls(), System.nanoTime());
        stack.start(
                new Traffic(new Reception(office, trust, registrar, switchboard)),
                new Gate(stack.transactions(), trust, admission, office.calls()::count));
        sweeping = timers.scheduleWithFixedDelay(registrar::sweep, 1, 1, TimeUnit.SECONDS);
    }

    /// Begins to listen; the ports are bound when this returns.
    ///
    /// @throws Refusal if the address or port cannot be had
    public static SipLine open(
            LineSettings settings, Switchboard switchboard, Phones phones, Clock clock) {
        return new SipLine(settings, switchboard, phones, clock);
    }

    /// The port of UDP and TCP, which the system chose if the settings said 0.
    public int port() {
        return stack.port();
    }

    /// The port of TLS, or that of TCP where there is no TLS.
    public int tlsPort() {
        return stack.tlsPort();
    }

    /// Calls somebody. What comes of it is told to the events.
    ///
    /// @throws Refusal if the target is no SIP address
    public Call dial(Dial dial, CallEvents events) {
        URI target = address(dial.target());
        String id = UUID.randomUUID() + "@" + settings.publicAddress();
        var leg = new OutgoingLeg(office, id, dial, target);
        leg.events(events);
        leg.mailbox.post(leg::call);
        return leg;
    }

    /// The calls that live now.
    public List<Call> calls() {
        return office.calls().all();
    }

    /// Learns where phones are that registered with another program of the house.
    public void learn() {
        registrar.learn();
    }

    /// Where the phones of a user can be reached now, the newest first.
    public List<Binding> bindings(String user) {
        return registrar.bindings(user);
    }

    /// Takes calls without a digest from these addresses from now on.
    public void trusting(List<AddressRange> trunks) {
        trust.trunks(trunks);
    }

    /// Forgets the phones of a user at once.
    public void forget(String user) {
        registrar.forget(user);
    }

    /// Registers us at a provider and keeps it so until the registration is closed.
    ///
    /// @throws Refusal if its address is no SIP address
    public TrunkRegistration register(TrunkAccount account) {
        if (!(address(account.registrar()) instanceof SipURI registrarAddress)) {
            throw refused(account.registrar());
        }
        var registration = new Registration(office, account, registrarAddress);
        registration.start();
        return registration;
    }

    /// Asks ourselves whether the line is alive (OPTIONS through the network); how long the answer took. It fails with a
    /// [java.util.concurrent.TimeoutException] after five seconds: then the line is deaf and must be opened anew.
    public CompletableFuture<Duration> probe() {
        return probe(new InetSocketAddress(settings.host(), port()));
    }

    /// Asks another SIP server the same by UDP, for a trunk.
    public CompletableFuture<Duration> probe(InetSocketAddress other) {
        return Probe.of(other);
    }

    /// Calls ourselves some times, so that the first real caller is answered in time; how long the last set-up took. Do it before
    /// the line is said to be ready.
    public Duration warmUp(int calls) {
        Duration last = Duration.ZERO;
        for (int i = 0; i < calls; i++) {
            try {
                // The probe goes through the parser, the call through everything else.
                last = probe().thenCompose(took -> ownCall()).orTimeout(5, TimeUnit.SECONDS).join();
            } catch (CompletionException e) {
                return Duration.ofSeconds(5);
            }
        }
        return last;
    }

    /// Hangs up every call and stops listening.
    @Override
    public void close() {
        calls().forEach(Call::hangUp);
        threads.shutdown();
        try {
            threads.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sweeping.cancel(false);
        timers.shutdownNow();
        stack.stop();
    }

    private CompletableFuture<Duration> ownCall() {
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        String target = "sip:" + trust.warmUpUser() + "@" + host + ":" + port();
        var offer = SessionDescription.offer(settings.host(), 9);
        var result = new CompletableFuture<Duration>();
        long start = System.nanoTime();
        var call = new Call[1];
        call[0] =
                dial(
                        Dial.to(target, Caller.of("warm-up", ""), offer),
                        new CallEvents() {
                            @Override
                            public void answered(SessionDescription answer) {
                                result.complete(Duration.ofNanos(System.nanoTime() - start));
                            }

                            @Override
                            public void refused(int status) {
                                result.complete(Duration.ofNanos(System.nanoTime() - start));
                            }
                        });
        return result.whenComplete((took, problem) -> call[0].hangUp());
    }

    private static URI address(String text) {
        try {
            if (Addresses.hostIn(text)) {
                return Headers.ADDRESSES.createURI(text);
            }
        } catch (ParseException e) {
            throw refused(text);
        }
        throw refused(text);
    }

    private static Refusal refused(String text) {
        return Refusal.malformed(
                "target",
                "\"" + text + "\" is no SIP address. Write one like sip:name@example.com.");
    }
}
