package kept.webphone;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import kept.media.Codec;

/// A telephone of wire and socket at the other end of a bridge: it hears plain A-law.
final class Far implements AutoCloseable {
    private static final int HEADER = 12;
    private final DatagramSocket socket;

    Far() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(5_000);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }

    /// The next packet as samples; empty for one that is no speech.
    short[] next() throws IOException {
        var datagram = new DatagramPacket(new byte[2_048], 2_048);
        socket.receive(datagram);
        if ((datagram.getData()[1] & 0x7f) != Codec.PCMA.payload()) {
            return new short[0];
        }
        short[] samples = new short[datagram.getLength() - HEADER];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Codec.PCMA.decode(datagram.getData()[HEADER + i]);
        }
        return samples;
    }

    /// The loudest sample of the next packets.
    int peak(int packets) throws IOException {
        int peak = 0;
        for (int i = 0; i < packets; i++) {
            for (short sample : next()) {
                peak = Math.max(peak, Math.abs(sample));
            }
        }
        return peak;
    }

    @Override
    public void close() {
        socket.close();
    }
}
