package kept.sip;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import kept.kernel.Refusal;

/// Finds a port that is free for UDP and TCP, because the stack wants to be told one.
final class FreePort {
    private static final int TRIES = 50;

    private FreePort() {}

    static int at(String host, int wanted) {
        for (int i = 0; i < TRIES; i++) {
            try (var datagrams = DatagramChannel.open();
                    var streams = ServerSocketChannel.open()) {
                datagrams.bind(new InetSocketAddress(host, wanted));
                int port = ((InetSocketAddress) datagrams.getLocalAddress()).getPort();
                streams.bind(new InetSocketAddress(host, port));
                return port;
            } catch (IOException e) {
                if (wanted != 0) {
                    break;
                }
            }
        }
        throw Refusal.conflict(
                "The telephone cannot listen at "
                        + host
                        + ":"
                        + wanted
                        + ". Choose a free port and an address of this machine.");
    }
}
