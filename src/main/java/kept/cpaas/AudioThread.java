package kept.cpaas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Receives what the house says on all streams: one platform thread, because virtual ones wait long beside work that only computes.
final class AudioThread implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AudioThread.class);
    private static final int LARGEST = 2_048;

    private final Selector selector;
    private final Queue<Newcomer> newcomers = new ConcurrentLinkedQueue<>();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("stream audio").unstarted(this::run);
    private volatile boolean closed;

    private record Newcomer(
            DatagramChannel channel, BiConsumer<ByteBuffer, InetSocketAddress> taker) {}

    AudioThread() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread.start();
    }

    /// @param taker told each packet; it must neither wait nor keep the buffer
    void add(DatagramChannel channel, BiConsumer<ByteBuffer, InetSocketAddress> taker) {
        newcomers.add(new Newcomer(channel, taker));
        selector.wakeup();
    }

    void close(DatagramChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            log.debug("A port of a stream did not close; the system takes it back.", e);
        }
        selector.wakeup();
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }

    private void run() {
        var buffer = ByteBuffer.allocate(LARGEST);
        try (selector) {
            while (!closed) {
                selector.select(key -> received(key, buffer));
                for (var next = newcomers.poll(); next != null; next = newcomers.poll()) {
                    register(next);
                }
            }
        } catch (IOException e) {
            log.error("The sound of streams is no longer heard; save the trunk anew.", e);
        }
    }

    private void register(Newcomer next) {
        try {
            next.channel().register(selector, SelectionKey.OP_READ, next.taker());
        } catch (ClosedChannelException _) {
            // its call ended at once
        }
    }

    @SuppressWarnings("unchecked")
    private static void received(SelectionKey key, ByteBuffer buffer) {
        try {
            var channel = (DatagramChannel) key.channel();
            buffer.clear();
            for (var from = channel.receive(buffer); from != null; from = channel.receive(buffer)) {
                buffer.flip();
                ((BiConsumer<ByteBuffer, InetSocketAddress>) key.attachment())
                        .accept(buffer, (InetSocketAddress) from);
                buffer.clear();
            }
        } catch (IOException _) {
            key.cancel();
        } catch (RuntimeException e) {
            log.warn("A packet of a stream is left out.", e);
        }
    }
}
