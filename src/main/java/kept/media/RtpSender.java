package kept.media;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// One outgoing RTP stream: its number, its sequence, and timestamps that follow the clock of the machine, so that sounds, keys and
/// relayed speech can take turns in it.
final class RtpSender {
    private static final int NANOS_A_SAMPLE = 125_000;
    private final DatagramChannel channel;
    private final Latch latch;
    private final int source = ThreadLocalRandom.current().nextInt();
    private final int firstTimestamp = ThreadLocalRandom.current().nextInt();
    private final long start = System.nanoTime();
    private final AtomicInteger sequence =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(0x8000));
    private final LongAdder sent = new LongAdder();
    private volatile long lastSent = start;
    private volatile boolean allowed = true;
    private volatile @Nullable Guard guard;

    RtpSender(DatagramChannel channel, Latch latch) {
        this.channel = channel;
        this.latch = latch;
    }

    void protect(@Nullable Guard next) {
        guard = next;
    }

    void allow(boolean sending) {
        allowed = sending;
    }

    int timestampAt(long nanos) {
        return firstTimestamp + (int) ((nanos - start) / NANOS_A_SAMPLE);
    }

    long lastSent() {
        return lastSent;
    }

    long sent() {
        return sent.sum();
    }

    int nextSequence() {
        return sequence.get();
    }

    void nextSequence(int next) {
        sequence.set(next);
    }

    /// Sends one packet with the next number.
    ///
    /// @param out a buffer of the calling thread
    boolean send(
            ByteBuffer out,
            int payloadType,
            boolean marker,
            int timestamp,
            byte[] data,
            int from,
            int length) {
        head(out, payloadType, marker, sequence.getAndIncrement(), timestamp);
        return send(out.put(data, from, length));
    }

    /// Writes the header of RFC 3550; the payload follows.
    void head(ByteBuffer out, int payloadType, boolean marker, int number, int timestamp) {
        out.clear();
        out.put((byte) 0x80);
        out.put((byte) (payloadType | (marker ? 0x80 : 0)));
        out.putShort((short) number).putInt(timestamp).putInt(source);
    }

    boolean send(ByteBuffer out) {
        InetSocketAddress target = latch.target();
        if (target == null || !allowed) {
            return false;
        }
        try {
            Guard keeper = guard;
            out.flip();
            if (keeper != null && !keeper.protect(out)) {
                return false;
            }
            channel.send(out, target);
            lastSent = System.nanoTime();
            sent.increment();
            return true;
        } catch (IOException e) {
            // The far side does not listen at this moment; sound is not sent twice.
            return false;
        }
    }
}
