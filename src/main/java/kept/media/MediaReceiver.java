package kept.media;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread that receives: one selector for all ports.
final class MediaReceiver {
    private static final Logger LOG = LoggerFactory.getLogger(MediaReceiver.class);
    private static final int MAX_PACKET = 2_048;

    /// Of one port in a row, so that a flooded one does not starve the others.
    private static final int MAX_IN_A_ROW = 50;

    private final Selector selector;
    private final Queue<AudioPort> added = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> released = new ConcurrentLinkedQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(MAX_PACKET);
    private volatile boolean running = true;

    MediaReceiver() throws IOException {
        selector = Selector.open();
    }

    void start() {
        Thread.ofPlatform().name("media-receiver").daemon().start(this::run);
    }

    void stop() {
        running = false;
        selector.wakeup();
    }

    void add(AudioPort port) {
        added.add(port);
        selector.wakeup();
    }

    /// Runs something once closed channels have left the selector: until then the system holds their ports.
    void whenReleased(Runnable next) {
        released.add(next);
        selector.wakeup();
    }

    private void run() {
        try (selector) {
            while (running) {
                selector.select(this::receive);
                for (AudioPort port = added.poll(); port != null; port = added.poll()) {
                    register(port);
                }
                if (!released.isEmpty()) {
                    selector.selectNow(this::receive);
                    for (Runnable next = released.poll(); next != null; next = released.poll()) {
                        next.run();
                    }
                }
            }
        } catch (IOException e) {
            LOG.error("No sound can be received any more; calls are dropped for dead media.", e);
        }
    }

    private void register(AudioPort port) {
        try {
            port.channel().register(selector, SelectionKey.OP_READ, port);
        } catch (ClosedChannelException e) {
            LOG.trace("Port {} was given back before it heard anything.", port.port());
        }
    }

    private void receive(SelectionKey key) {
        AudioPort port = (AudioPort) key.attachment();
        try {
            for (int i = 0; i < MAX_IN_A_ROW; i++) {
                buffer.clear();
                if (!(port.channel().receive(buffer) instanceof InetSocketAddress from)) {
                    return;
                }
                port.receive(buffer.flip(), from, System.nanoTime());
            }
        } catch (PortUnreachableException e) {
            LOG.trace("The far side of port {} does not listen yet.", port.port());
        } catch (IOException e) {
            key.cancel();
        } catch (RuntimeException e) {
            LOG.warn("A packet at port {} could not be taken; the next one is.", port.port(), e);
        }
    }
}
