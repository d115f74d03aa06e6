package kept.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A wire between the program and its database that can be cut.
final class Proxy implements AutoCloseable {
    /// What happens to connections: they work, nothing comes through any more, or they are ended and new ones too.
    enum Mode {
        OPEN,
        SILENT,
        RESET
    }

    private final ServerSocket server;
    private final int to;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile Mode mode = Mode.OPEN;

    Proxy(int to) throws IOException {
        this.to = to;
        this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void set(Mode next) {
        mode = next;
        if (next != Mode.SILENT) {
            // what was silent never speaks again: a path that lost its state
            sockets.forEach(Proxy::end);
            sockets.clear();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var from = server.accept();
                if (mode == Mode.RESET) {
                    end(from);
                    continue;
                }
                sockets.add(from);
                var forth = new Socket(InetAddress.getLoopbackAddress(), to);
                sockets.add(forth);
                Thread.ofVirtual().start(() -> pump(from, forth));
                Thread.ofVirtual().start(() -> pump(forth, from));
            } catch (IOException _) {
                // the next one is waited for
            }
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] block = new byte[1 << 14];
        try {
            for (int n = from.getInputStream().read(block);
                    n >= 0;
                    n = from.getInputStream().read(block)) {
                if (mode == Mode.OPEN) {
                    to.getOutputStream().write(block, 0, n);
                }
            }
        } catch (IOException _) {
            // one side ended it
        }
        if (mode != Mode.SILENT) {
            end(from);
            end(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException _) {
            // it is closed
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        sockets.forEach(Proxy::end);
    }
}
