package kept.cpaas;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/// The bridge between the sound of a stream and one of our audio ports: mu-law in packets of RTP (RFC 3550) within this machine. The port
/// paces what goes out; what comes in goes on at once, cut into 20 ms.
final class StreamAudio implements AutoCloseable {
    private static final int HEADER = 12;
    private static final int PIECE = 160;
    private static final int MOST_AT_ONCE = 8_000;
    private static final int SAMPLES_A_MILLISECOND = 8;

    private final AudioThread thread;
    private final DatagramChannel channel;
    private final InetSocketAddress port;
    private final Consumer<byte[]> onSound;
    private final ByteBuffer out = ByteBuffer.allocate(HEADER + PIECE);
    private final byte[] rest = new byte[PIECE];
    private final int source = ThreadLocalRandom.current().nextInt();
    private int restLength;
    private int sequence = ThreadLocalRandom.current().nextInt(0x8000);
    private long samples;
    private boolean first = true;

    /// @param host the address to which our ports are bound
    /// @param port where the house hears
    /// @param onSound told what the house says, 20 ms at a time, on the audio thread
    StreamAudio(AudioThread thread, String host, int port, Consumer<byte[]> onSound)
            throws IOException {
        this.thread = thread;
        this.onSound = onSound;
        var bound = new InetSocketAddress(host, 0);
        String here = bound.getAddress().isAnyLocalAddress() ? "127.0.0.1" : host;
        this.port = new InetSocketAddress(here, port);
        channel = DatagramChannel.open();
        channel.bind(new InetSocketAddress(here, 0));
        channel.configureBlocking(false);
        thread.add(channel, this::said);
    }

    /// Where it hears the house.
    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    /// The caller said something; by one thread at a time.
    ///
    /// @param at milliseconds from the start of the stream, -1 if unknown
    synchronized void heard(byte[] sound, long at) {
        int length = Math.min(sound.length, MOST_AT_ONCE);
        // after a gap time goes on where the provider says
        samples = Math.max(samples, at < 0 ? 0 : at * SAMPLES_A_MILLISECOND - restLength);
        for (int from = 0; from < length; ) {
            int take = Math.min(PIECE - restLength, length - from);
            System.arraycopy(sound, from, rest, restLength, take);
            restLength += take;
            from += take;
            if (restLength == PIECE) {
                send();
            }
        }
    }

    private void send() {
        out.clear();
        out.put((byte) 0x80).put((byte) (first ? 0x80 : 0)).putShort((short) sequence++);
        out.putInt((int) samples).putInt(source).put(rest).flip();
        first = false;
        restLength = 0;
        samples += PIECE;
        try {
            channel.send(out, port);
        } catch (IOException _) {
            // the port is closing; sound is not sent twice
        }
    }

    /// A packet of the house.
    private void said(ByteBuffer packet, InetSocketAddress from) {
        boolean rtp = packet.remaining() > HEADER && (packet.get(0) & 0xff) == 0x80;
        if (rtp && from.equals(port) && (packet.get(1) & 0x7f) == 0) {
            byte[] sound = new byte[packet.remaining() - HEADER];
            packet.position(HEADER).get(sound);
            onSound.accept(sound);
        }
    }

    @Override
    public void close() {
        thread.close(channel);
    }
}
