package kept.media;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// A far side that speaks RTP by hand.
final class Peer implements AutoCloseable {
    final DatagramSocket socket;
    int sequence = 100;
    int timestamp = 8_000;
    int source = 4711;

    Peer() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(3_000);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }

    /// Sends one packet of speech and moves on by 20 ms.
    void say(AudioPort to, int payloadType, byte[] bytes) throws IOException {
        packet(to, payloadType, timestamp, bytes);
        timestamp += Sound.PACKET;
    }

    /// Says a whole sound, packet after packet, as fast as the receiver can take it.
    void say(AudioPort to, Codec codec, Sound sound) throws IOException {
        byte[] bytes = sound.bytes(codec);
        for (int at = 0; at < bytes.length; at += Sound.PACKET) {
            say(to, codec.payload(), java.util.Arrays.copyOfRange(bytes, at, at + Sound.PACKET));
        }
    }

    void press(AudioPort to, int payloadType, int event) throws IOException {
        for (int i = 1; i <= 6; i++) {
            byte end = (byte) (i > 3 ? 0x8a : 0x0a);
            packet(to, payloadType, timestamp, new byte[] {(byte) event, end, 3, (byte) (i * 10)});
        }
        timestamp += 1_280;
    }

    void packet(AudioPort to, int payloadType, int at, byte[] bytes) throws IOException {
        var packet = ByteBuffer.allocate(12 + bytes.length);
        packet.put((byte) 0x80).put((byte) payloadType).putShort((short) sequence++);
        packet.putInt(at).putInt(source).put(bytes);
        socket.send(
                new DatagramPacket(
                        packet.array(),
                        packet.capacity(),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), to.port())));
    }

    RtpPacket next() throws IOException {
        var datagram = new DatagramPacket(new byte[2_048], 2_048);
        socket.receive(datagram);
        return RtpPacket.read(ByteBuffer.wrap(datagram.getData(), 0, datagram.getLength()).slice())
                .orElseThrow();
    }

    /// The next packets of one payload type; others are passed over.
    List<RtpPacket> next(int count, int payloadType) throws IOException {
        var packets = new ArrayList<RtpPacket>();
        while (packets.size() < count) {
            RtpPacket packet = next();
            if (packet.payloadType() == payloadType) {
                packets.add(packet);
            }
        }
        return packets;
    }

    boolean silentFor(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            next();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(3_000);
        }
    }

    @Override
    public void close() {
        socket.close();
    }

    /// The samples of packets in a row.
    static short[] samples(List<RtpPacket> packets, Codec codec) {
        short[] samples = new short[packets.size() * Sound.PACKET];
        for (int p = 0; p < packets.size(); p++) {
            for (int i = 0; i < Sound.PACKET; i++) {
                samples[p * Sound.PACKET + i] = codec.decode(packets.get(p).at(i));
            }
        }
        return samples;
    }

    /// What share of the power of samples one tone holds.
    static double share(short[] samples, int from, int to, double hertz) {
        double real = 0;
        double imaginary = 0;
        double all = 0;
        for (int i = from; i < to; i++) {
            double angle = 2 * Math.PI * hertz * i / Sound.RATE;
            real += samples[i] * Math.cos(angle);
            imaginary += samples[i] * Math.sin(angle);
            all += (double) samples[i] * samples[i];
        }
        return all == 0 ? 0 : 2 * (real * real + imaginary * imaginary) / (to - from) / all;
    }
}
