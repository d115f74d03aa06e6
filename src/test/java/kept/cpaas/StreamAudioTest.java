package kept.cpaas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Sound between a stream and a port.
class StreamAudioTest {
    private final AudioThread thread = new AudioThread();
    private final DatagramSocket port = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final BlockingQueue<byte[]> said = new LinkedBlockingQueue<>();
    private final StreamAudio audio =
            new StreamAudio(thread, "0.0.0.0", port.getLocalPort(), said::add);

    StreamAudioTest() throws IOException {
        port.setSoTimeout(2_000);
    }

    @AfterEach
    void close() {
        audio.close();
        thread.close();
        port.close();
    }

    private ByteBuffer packet() throws IOException {
        var packet = new DatagramPacket(new byte[500], 500);
        port.receive(packet);
        return ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
    }

    private void send(byte[] bytes) throws IOException {
        port.send(
                new DatagramPacket(
                        bytes,
                        bytes.length,
                        InetAddress.getLoopbackAddress(),
                        audio.address().getPort()));
    }

    @Test
    void pieces_of_any_length_become_numbered_packets_of_20_ms() throws IOException {
        audio.heard(new byte[100], -1);
        audio.heard(new byte[500], -1);
        audio.heard(new byte[41], -1);
        var first = packet();
        var source = first.getInt(8);
        assertThat(first.remaining()).isEqualTo(172);
        assertThat(first.getShort(0) & 0xffff).isEqualTo(0x8080);
        for (int i = 1; i < 4; i++) {
            var next = packet();
            assertThat(next.getShort(0) & 0xffff).isEqualTo(0x8000);
            assertThat(next.getShort(2) - first.getShort(2)).isEqualTo(i);
            assertThat(next.getInt(4) - first.getInt(4)).isEqualTo(160 * i);
            assertThat(next.getInt(8)).isEqualTo(source);
        }
    }

    @Test
    void after_a_gap_time_goes_on_where_the_provider_says() throws IOException {
        audio.heard(new byte[160], 0);
        audio.heard(new byte[160], 20);
        audio.heard(new byte[160], 1_000);
        audio.heard(new byte[160], 40);
        int first = packet().getInt(4);
        assertThat(packet().getInt(4) - first).isEqualTo(160);
        assertThat(packet().getInt(4) - first).isEqualTo(8_000);
        assertThat(packet().getInt(4) - first).isEqualTo(8_160);
    }

    @Test
    void too_much_at_once_is_cut_off() throws IOException {
        audio.heard(new byte[1_000_000], -1);
        int packets = 0;
        port.setSoTimeout(200);
        try {
            for (; ; packets++) {
                packet();
            }
        } catch (SocketTimeoutException _) {
            assertThat(packets).isLessThanOrEqualTo(50);
        }
    }

    @Test
    void what_the_house_says_goes_out_and_nothing_else() throws Exception {
        var packet = ByteBuffer.allocate(172).put((byte) 0x80).put((byte) 0).array();
        packet[171] = 7;
        var key = packet.clone();
        key[1] = 101;
        send(new byte[0]);
        send(new byte[] {1, 2, 3});
        send(key);
        try (var stranger = new DatagramSocket()) {
            stranger.send(
                    new DatagramPacket(
                            packet,
                            172,
                            InetAddress.getLoopbackAddress(),
                            audio.address().getPort()));
        }
        packet[170] = 5;
        send(packet);
        var sound = said.poll(2, TimeUnit.SECONDS);
        assertThat(sound).hasSize(160).endsWith(5, 7);
        assertThat(said).isEmpty();
    }
}
