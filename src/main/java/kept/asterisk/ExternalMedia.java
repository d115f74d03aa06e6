package kept.asterisk;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kept.sip.Direction;
import kept.sip.SessionDescription;
import kept.sip.SessionDescription.Format;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The audio of one call between Asterisk and us: a channel that speaks RTP with our port, and a bridge in which it meets the caller. Used in
/// the mailbox of its call.
///
/// @param session where Asterisk wants to hear, as its side of the session
record ExternalMedia(Ari ari, String channel, String bridge, SessionDescription session) {
    private static final Logger log = LoggerFactory.getLogger(ExternalMedia.class);
    private static final Duration ENTERS_WITHIN = Duration.ofSeconds(3);
    static final String PREFIX = "kept-audio-";

    /// Connects a channel with our port.
    ///
    /// @param ours where we hear; its first codec is taken
    /// @throws IOException if Asterisk does not do it; what was begun is undone
    static ExternalMedia open(
            Ari ari, Place place, Entrances entrances, String caller, SessionDescription ours)
            throws IOException {
        Format codec =
                ours.formats().stream().filter(Format::audio).findFirst().orElse(Format.PCMU);
        String id = UUID.randomUUID().toString();
        String channel = PREFIX + id;
        String bridge = "kept-bridge-" + id;
        try {
            var entered = entrances.await(channel);
            var made = make(ari, place, channel, ours, codec);
            // before that it can neither be asked nor brought together with others
            await(entered);
            InetSocketAddress there = hears(ari, place, channel, made);
            need(ari.post("/bridges/" + bridge, Map.of("type", "mixing")), "open a bridge");
            need(
                    ari.post(
                            "/bridges/" + bridge + "/addChannel",
                            Map.of("channel", caller + "," + channel)),
                    "bring both into the bridge");
            var session =
                    new SessionDescription(
                            there.getAddress().getHostAddress(),
                            there.getPort(),
                            List.of(codec),
                            Direction.SENDRECV,
                            20,
                            false,
                            List.of(),
                            List.of(),
                            List.of());
            return new ExternalMedia(ari, channel, bridge, session);
        } catch (IOException e) {
            undo(ari, channel, bridge);
            throw e;
        }
    }

    void close() {
        undo(ari, channel, bridge);
    }

    private static Ari.Answer make(
            Ari ari, Place place, String channel, SessionDescription ours, Format codec)
            throws IOException {
        return need(
                ari.post(
                        "/channels/externalMedia",
                        Map.of(
                                "app",
                                place.app(),
                                "channelId",
                                channel,
                                "external_host",
                                place.reachable(ours),
                                "format",
                                codec.equals(Format.PCMA) ? "alaw" : "ulaw",
                                "encapsulation",
                                "rtp",
                                "transport",
                                "udp",
                                "connection_type",
                                "client",
                                "direction",
                                "both")),
                "open a channel for audio");
    }

    private static void await(CompletableFuture<?> entered) throws IOException {
        try {
            entered.get(ENTERS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("we are closing", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("its channel for audio did not come into our application", e);
        }
    }

    private static InetSocketAddress hears(Ari ari, Place place, String channel, Ari.Answer made)
            throws IOException {
        var told = made.body().path("channelvars");
        String port = told.path("UNICASTRTP_LOCAL_PORT").stringValue("");
        String address = told.path("UNICASTRTP_LOCAL_ADDRESS").stringValue("");
        if (port.isEmpty()) {
            port = variable(ari, channel, "UNICASTRTP_LOCAL_PORT");
            address = variable(ari, channel, "UNICASTRTP_LOCAL_ADDRESS");
        }
        return new InetSocketAddress(
                literal(address).orElse(place.host()),
                port(port).orElseThrow(() -> new IOException("it does not say where it hears")));
    }

    private static String variable(Ari ari, String channel, String name) throws IOException {
        return need(
                        ari.get("/channels/" + channel + "/variable?variable=" + name),
                        "say where it hears")
                .body()
                .path("value")
                .stringValue("");
    }

    /// Some versions tell no address, or that of no machine; then it is where its web server is.
    private static Optional<InetAddress> literal(String address) {
        try {
            InetAddress read = InetAddress.ofLiteral(address.replaceAll("[\\[\\]]", ""));
            return read.isAnyLocalAddress() ? Optional.empty() : Optional.of(read);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> port(String text) {
        return text.matches("\\d{1,5}")
                ? Optional.of(Integer.parseInt(text)).filter(port -> port > 0 && port < 65_536)
                : Optional.empty();
    }

    private static Ari.Answer need(Ari.Answer answer, String what) throws IOException {
        if (!answer.done()) {
            throw new IOException("it could not %s, status %d".formatted(what, answer.status()));
        }
        return answer;
    }

    private static void undo(Ari ari, String channel, String bridge) {
        try {
            var _ = ari.delete("/channels/" + channel, Map.of());
            var _ = ari.delete("/bridges/" + bridge, Map.of());
        } catch (IOException e) {
            log.debug(
                    "Asterisk was not told to let {} go; it does when its caller goes.", bridge, e);
        }
    }

    /// Who tells when a channel has come into our application.
    interface Entrances {
        CompletableFuture<?> await(String channel);
    }

    /// Where Asterisk is, seen from here.
    ///
    /// @param app our application there
    /// @param mediaHost the address to which our ports are bound
    record Place(String app, InetAddress host, String mediaHost) {
        /// Our address and port as Asterisk reaches them: where ports are bound to all addresses, the one that faces it.
        String reachable(SessionDescription ours) throws IOException {
            InetAddress bound = InetAddress.getByName(mediaHost);
            InetAddress facing = bound.isAnyLocalAddress() ? facing() : bound;
            String text = facing.getHostAddress();
            return (text.contains(":") ? "[" + text.replaceAll("%.*", "") + "]" : text)
                    + ":"
                    + ours.port();
        }

        /// Nothing is sent: the system only says which way it would go.
        private InetAddress facing() throws IOException {
            try (var channel = java.nio.channels.DatagramChannel.open()) {
                channel.connect(new InetSocketAddress(host, 9));
                return ((InetSocketAddress) channel.getLocalAddress()).getAddress();
            }
        }
    }
}
