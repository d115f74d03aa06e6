package kept.sip;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The telephone line of this house: listens for SIP by UDP, TCP and, where set, TLS, lets calls in and makes them, and is the registrar
/// of our phones. Open one for each address; it is used by many threads.
public final class SipLine implements AutoCloseable {
    private SipLine() {}

    /// Begins to listen; the ports are bound when this returns.
    ///
    /// @throws kept.kernel.Refusal if the address or port cannot be had
    public static SipLine open(
            LineSettings settings, Switchboard switchboard, Phones phones, Clock clock) {
        return Later.value();
    }

    /// The port of UDP and TCP, which the system chose if the settings said 0.
    public int port() {
        return Later.value();
    }

    /// Calls somebody. What comes of it is told to the events.
    ///
    /// @throws kept.kernel.Refusal if the target is no SIP address
    public Call dial(Dial dial, CallEvents events) {
        return Later.value();
    }

    /// The calls that live now.
    public List<Call> calls() {
        return Later.value();
    }

    /// Where the phones of a user can be reached now, the newest first.
    public List<Binding> bindings(String user) {
        return Later.value();
    }

    /// Forgets the phones of a user at once: he may not call any more.
    public void forget(String user) {
        Later.stop();
    }

    /// Registers us at a provider and keeps it so until the registration is closed.
    public TrunkRegistration register(TrunkAccount account) {
        return Later.value();
    }

    /// Asks ourselves whether the line is alive (OPTIONS through the network); how long the answer took. It fails with a
    /// [java.util.concurrent.TimeoutException] after five seconds: then the line is deaf and must be opened anew.
    public CompletableFuture<Duration> probe() {
        return Later.value();
    }

    /// Asks another SIP server the same, for a trunk.
    public CompletableFuture<Duration> probe(InetSocketAddress other) {
        return Later.value();
    }

    /// Hangs up every call and stops listening.
    @Override
    public void close() {
        Later.stop();
    }
}
