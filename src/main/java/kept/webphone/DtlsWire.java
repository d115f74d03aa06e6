package kept.webphone;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import kept.media.AudioPort;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;

/// Carries the datagrams of one DTLS association over a port. What comes faster than it is read is lost, as on any wire.
final class DtlsWire implements DatagramTransport {
    private static final int RECEIVE_LIMIT = 2_048;

    /// What passes every network with room for its headers.
    private static final int SEND_LIMIT = 1_200;

    private static final int MOST_WAITING = 64;
    private static final byte[] END = {};
    private final BlockingQueue<byte[]> came = new LinkedBlockingQueue<>(MOST_WAITING);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final AudioPort port;
    private volatile @Nullable InetSocketAddress peer;
    private volatile boolean closed;

    DtlsWire(AudioPort port) {
        this.port = port;
    }

    /// Takes a datagram from an address that has proved itself; by the receiving thread.
    void came(ByteBuffer datagram, InetSocketAddress from) {
        byte[] bytes = new byte[datagram.remaining()];
        datagram.get(datagram.position(), bytes);
        peer = from;
        came.offer(bytes);
        begun.countDown();
    }

    /// Waits until the first datagram has come.
    ///
    /// @return whether it has
    boolean begun(Duration patience) throws InterruptedException {
        return begun.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public int getReceiveLimit() {
        return RECEIVE_LIMIT;
    }

    @Override
    public int getSendLimit() {
        return SEND_LIMIT;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int millis) throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        try {
            byte[] next = came.poll(Math.max(millis, 1), TimeUnit.MILLISECONDS);
            if (next == null) {
                return -1;
            }
            int size = Math.min(length, next.length);
            System.arraycopy(next, 0, buffer, offset, size);
            return size;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        InetSocketAddress target = peer;
        if (target != null) {
            port.sendOther(ByteBuffer.wrap(buffer, offset, length), target);
        }
    }

    @Override
    public void close() {
        closed = true;
        came.offer(END);
        begun.countDown();
    }
}
