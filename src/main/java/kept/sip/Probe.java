package kept.sip;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks a SIP server by UDP whether it is alive (OPTIONS), from a socket of its own: so a stack that is dead cannot answer for
/// itself.
final class Probe {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int RETRANSMIT_MILLIS = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Probe.class);

    private Probe() {}

    static CompletableFuture<Duration> of(InetSocketAddress server) {
        var result = new CompletableFuture<Duration>();
        Thread.ofVirtual()
                .name("sip-probe")
                .start(() -> {
                    try {
                        result.complete(ask(server));
                    } catch (IOException | TimeoutException e) {
                        result.completeExceptionally(e);
                    }
                });
        return result;
    }

    private static Duration ask(InetSocketAddress server) throws IOException, TimeoutException {
        InetAddress from = server.getAddress().isLoopbackAddress() ? server.getAddress() : null;
        try (var socket = new DatagramSocket(new InetSocketAddress(from, 0))) {
            socket.setSoTimeout(RETRANSMIT_MILLIS);
            byte[] question = question(server, socket.getLocalPort());
            var answer = new DatagramPacket(new byte[2_048], 2_048);
            long start = System.nanoTime();
            while (System.nanoTime() - start < PATIENCE.toNanos()) {
                socket.send(new DatagramPacket(question, question.length, server));
                try {
                    socket.receive(answer);
                    String text =
                            new String(
                                    answer.getData(),
                                    0,
                                    answer.getLength(),
                                    StandardCharsets.US_ASCII);
                    if (text.startsWith("SIP/2.0 ") && !text.startsWith("SIP/2.0 1")) {
                        return Duration.ofNanos(System.nanoTime() - start);
                    }
                } catch (SocketTimeoutException e) {
                    LOG.trace("{} did not answer yet; it is asked again.", server);
                }
            }
            throw new TimeoutException(
                    server + " did not answer within " + PATIENCE.toSeconds() + " s");
        }
    }

    private static byte[] question(InetSocketAddress server, int port) {
        String host = server.getAddress().getHostAddress();
        String literal = host.contains(":") ? "[" + host + "]" : host;
        String unique = UUID.randomUUID().toString();
        String text =
                """
                OPTIONS sip:%1$s:%2$d SIP/2.0
                Via: SIP/2.0/UDP %1$s:%3$d;branch=z9hG4bK%4$s;rport
                From: <sip:probe@%1$s>;tag=%4$s
                To: <sip:%1$s:%2$d>
                Call-ID: %4$s
                CSeq: 1 OPTIONS
                Max-Forwards: 70
                Content-Length: 0

                """
                        .formatted(literal, server.getPort(), port, unique);
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
