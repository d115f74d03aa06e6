package kept.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// One voice in packets of 20 ms, each filled with a level of its own, and one who hears it.
class JitterBufferTest {
    private final JitterBuffer voice = new JitterBuffer();
    private final JitterBuffer.Reader ear = voice.reader();

    private void says(int number) {
        says(number, 7);
    }

    private void says(int number, int source) {
        var bytes = ByteBuffer.allocate(RtpPacket.HEADER + Sound.PACKET);
        bytes.put((byte) 0x80).put((byte) 8).putShort((short) number);
        bytes.putInt(number * Sound.PACKET).putInt(source);
        Arrays.fill(
                bytes.array(),
                RtpPacket.HEADER,
                bytes.capacity(),
                Codec.PCMA.encode(level(number)));
        voice.put(RtpPacket.read(bytes.clear()).orElseThrow(), Codec.PCMA);
    }

    private static short level(int number) {
        return (short) (1_000 * (number % 20 + 1));
    }

    /// The number of the packet that is heard next, or -1 for silence.
    private int hears() {
        int[] sum = new int[Sound.PACKET];
        ear.addTo(sum);
        assertThat(Arrays.stream(sum).distinct()).hasSize(1);
        return sum[0] == 0 ? -1 : Math.round(sum[0] / 1_000f) - 1;
    }

    @Test
    void on_a_calm_network_each_packet_is_heard_at_once() {
        for (int number = 0; number < 1_000; number++) {
            says(number);
            assertThat(hears()).isEqualTo(number % 20);
        }
    }

    @Test
    void a_packet_that_is_late_is_heard_late_and_so_is_what_follows() {
        says(0);
        hears();
        assertThat(hears()).isEqualTo(-1);
        says(1);
        says(2);
        assertThat(hears()).isEqualTo(1);
        says(3);
        assertThat(hears()).isEqualTo(2);
    }

    @Test
    void when_all_is_calm_again_nobody_waits_longer_than_he_needs() {
        says(0);
        hears();
        hears();
        says(1);
        int heard = 0;
        for (int number = 2; number < 700; number++) {
            says(number);
            heard = hears();
        }
        assertThat(heard).isEqualTo(699 % 20);
    }

    @Test
    void a_lost_packet_is_silence_and_the_rest_goes_on() {
        says(0);
        hears();
        says(2);
        assertThat(hears()).isEqualTo(-1);
        assertThat(hears()).isEqualTo(2);
    }

    @Test
    void what_comes_out_of_order_is_heard_in_order() {
        says(0);
        hears();
        hears();
        says(2);
        says(1);
        assertThat(hears()).isEqualTo(1);
        assertThat(hears()).isEqualTo(2);
    }

    @Test
    void after_a_stall_the_burst_is_left_out_but_its_end() {
        says(0);
        hears();
        for (int number = 1; number <= 10; number++) {
            says(number);
        }
        assertThat(hears()).isEqualTo(10);
    }

    @Test
    void another_source_begins_anew() {
        says(100);
        hears();
        says(5, 8);
        assertThat(hears()).isEqualTo(5);
    }
}
