package kept.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.DatagramPacket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SrtpTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final MasterKey KEY =
            MasterKey.of(
                    HEX.parseHex(
                            "e1f97a0d3e018be0d64fa32c06de4139" + "0ec675ad498afeebb6960b3aabe6"));
    private static final MasterKey OTHER = MasterKey.random();
    private final Srtp ours = Srtp.with(SrtpSuite.AES_CM_128_HMAC_SHA1_80, KEY, OTHER);
    private final Srtp theirs = Srtp.with(SrtpSuite.AES_CM_128_HMAC_SHA1_80, OTHER, KEY);

    private static byte[] packet(int sequence, int source) {
        return ByteBuffer.allocate(172)
                .put((byte) 0x80)
                .put((byte) 8)
                .putShort((short) sequence)
                .putInt(160 * sequence)
                .putInt(source)
                .put(new byte[] {1, 2, 3})
                .array();
    }

    private static byte[] sealed(Guard guard, byte[] packet) {
        var buffer = ByteBuffer.allocateDirect(packet.length + Guard.OVERHEAD);
        buffer.put(packet).flip();
        assertThat(guard.protect(buffer)).isTrue();
        return bytes(buffer);
    }

    private static boolean opens(Guard guard, byte[] sealed) {
        return guard.unprotect(ByteBuffer.wrap(sealed.clone()));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.limit()];
        buffer.get(0, bytes);
        return bytes;
    }

    @Test
    void session_keys_are_those_of_rfc_3711_appendix_b_3() {
        SrtpKeys keys = SrtpKeys.from(KEY);
        assertThat(HEX.formatHex(keys.cipher())).isEqualTo("c61e7a93744f39ee10734afe3ff7a087");
        assertThat(HEX.formatHex(keys.salt())).isEqualTo("30cbbc08863d8c85d49db34a9ae1");
        assertThat(HEX.formatHex(keys.auth()))
                .isEqualTo("cebe321f6ff7716b6fd4ab49af256a156d38baa4");
    }

    @Test
    void a_packet_is_encrypted_as_others_do_it() {
        byte[] plain = HEX.parseHex("800f1234decafbadcafebabe" + "ab".repeat(16));
        byte[] sealed = sealed(ours, plain);
        assertThat(HEX.formatHex(sealed))
                .isEqualTo(
                        "800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb");
        var buffer = ByteBuffer.wrap(sealed);
        assertThat(theirs.unprotect(buffer)).isTrue();
        assertThat(bytes(buffer)).isEqualTo(plain);
    }

    @Test
    void numbers_roll_over_and_packets_in_disorder_are_still_read() {
        var sealed = new ArrayList<byte[]>();
        for (int i = 65_500; i < 65_600; i++) {
            sealed.add(sealed(ours, packet(i, 1)));
        }
        for (int i = 0; i < sealed.size(); i += 2) {
            assertThat(opens(theirs, sealed.get(i + 1))).isTrue();
            assertThat(opens(theirs, sealed.get(i))).isTrue();
        }
    }

    @Test
    void a_packet_is_heard_once_and_not_when_it_is_older_than_the_window() {
        var sealed = new ArrayList<byte[]>();
        for (int i = 0; i < 100; i++) {
            sealed.add(sealed(ours, packet(i, 1)));
        }
        assertThat(opens(theirs, sealed.get(99))).isTrue();
        assertThat(opens(theirs, sealed.get(99))).isFalse();
        assertThat(opens(theirs, sealed.get(36))).isTrue();
        assertThat(opens(theirs, sealed.get(36))).isFalse();
        assertThat(opens(theirs, sealed.get(35))).isFalse();
        assertThat(opens(theirs, sealed.get(70))).isTrue();
    }

    @Test
    void what_was_changed_on_the_way_is_refused_and_moves_nothing() {
        byte[] good = sealed(ours, packet(5, 1));
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 1;
            assertThat(opens(theirs, bad)).isFalse();
        }
        assertThat(opens(theirs, good)).isTrue();
    }

    @Test
    void noise_of_any_length_is_refused_without_a_word() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(2_048)];
            random.nextBytes(noise);
            if (noise.length > 0) {
                noise[0] = (byte) (0x80 | (noise[0] & 0x3f));
            }
            assertThat(opens(theirs, noise)).isFalse();
        }
    }

    @Test
    void one_number_never_encrypts_two_packets() {
        sealed(ours, packet(5, 1));
        byte[] again = Arrays.copyOf(packet(5, 1), 200);
        assertThat(ours.protect(ByteBuffer.wrap(again).limit(172))).isFalse();
    }

    @Test
    void a_far_side_that_begins_anew_without_end_is_not_remembered_without_end() {
        for (int source = 1; source <= 64; source++) {
            assertThat(opens(theirs, sealed(ours, packet(5, source)))).isTrue();
        }
        var another = Srtp.with(SrtpSuite.AES_CM_128_HMAC_SHA1_80, KEY, OTHER);
        assertThat(opens(theirs, sealed(another, packet(5, 65)))).isFalse();
        assertThat(opens(theirs, sealed(ours, packet(6, 64)))).isTrue();
    }

    @Test
    void the_short_tag_has_four_bytes() {
        var sender = Srtp.with(SrtpSuite.AES_CM_128_HMAC_SHA1_32, KEY, OTHER);
        var receiver = Srtp.with(SrtpSuite.AES_CM_128_HMAC_SHA1_32, OTHER, KEY);
        byte[] sealed = sealed(sender, packet(5, 1));
        assertThat(sealed).hasSize(176);
        assertThat(opens(receiver, sealed)).isTrue();
    }

    @Test
    void a_key_that_stays_goes_on_and_a_new_one_begins() {
        byte[] before = sealed(ours, packet(5, 1));
        assertThat(opens(theirs, before)).isTrue();
        assertThat(theirs.renewed(SrtpSuite.AES_CM_128_HMAC_SHA1_80, OTHER, KEY)).isSameAs(theirs);
        Srtp renewed = theirs.renewed(SrtpSuite.AES_CM_128_HMAC_SHA1_80, MasterKey.random(), KEY);
        assertThat(opens(renewed, before)).isFalse();
        assertThat(KEY.toString()).isEqualTo("a key");
    }

    @Test
    void forged_and_repeated_packets_are_counted_and_the_call_lives() throws Exception {
        try (var ports = MediaPorts.open(new MediaSettings("127.0.0.1", 24_600, 24_699));
                var ada = new Peer();
                AudioPort port = ports.take("a test")) {
            port.protect(theirs);
            port.to(ada.address(), Codec.PCMA, OptionalInt.of(101));
            byte[] first = sealed(ours, packet(1, 1));
            send(ada, port, first, packet(2, 1), first, new byte[] {(byte) 0x80, 8, 0, 3});
            await().atMost(Duration.ofSeconds(3)).until(() -> port.counts().forged() == 3);
            assertThat(port.counts().received()).isEqualTo(1);
            send(ada, port, sealed(ours, packet(2, 1)));
            await().atMost(Duration.ofSeconds(3)).until(() -> port.counts().received() == 2);
            port.play(Sound.of(Tones.wave(Duration.ofMillis(40), 10_000, 500)), () -> {});
            byte[] heard = new byte[2_048];
            var datagram = new DatagramPacket(heard, heard.length);
            ada.socket.receive(datagram);
            assertThat(datagram.getLength()).isEqualTo(182);
            assertThat(ours.unprotect(ByteBuffer.wrap(heard).limit(182))).isTrue();
        }
    }

    @Test
    void who_jumps_in_his_numbers_is_still_heard_at_the_encrypted_side_of_a_bridge()
            throws Exception {
        try (var ports = MediaPorts.open(new MediaSettings("127.0.0.1", 24_700, 24_799));
                var ada = new Peer();
                var ben = new Peer();
                AudioPort left = ports.take("a test");
                AudioPort right = ports.take("a test")) {
            right.protect(theirs);
            right.to(ben.address(), Codec.PCMA, OptionalInt.of(101));
            left.to(ada.address(), Codec.PCMA, OptionalInt.of(101));
            left.bridge(right);
            for (int start : new int[] {100, 40_000, 65_530, 30_000}) {
                ada.sequence = start;
                for (byte i = 1; i <= 10; i++) {
                    ada.say(left, 8, new byte[] {42, i});
                    assertThat(heardBy(ben)).containsExactly(42, i);
                }
            }
        }
    }

    /// The next speech of two bytes.
    private byte[] heardBy(Peer peer) throws Exception {
        while (true) {
            var datagram = new DatagramPacket(new byte[2_048], 2_048);
            peer.socket.receive(datagram);
            var packet = ByteBuffer.wrap(datagram.getData()).limit(datagram.getLength());
            if (ours.unprotect(packet) && packet.limit() == 14) {
                return Arrays.copyOfRange(datagram.getData(), 12, 14);
            }
        }
    }

    @Test
    void what_is_no_rtp_goes_to_who_takes_it_and_rtcp_to_nobody() throws Exception {
        try (var ports = MediaPorts.open(new MediaSettings("127.0.0.1", 24_700, 24_799));
                var ada = new Peer();
                AudioPort port = ports.take("a test")) {
            var came = new java.util.concurrent.LinkedBlockingQueue<Byte>();
            port.onOther((datagram, from) -> came.add(datagram.get(0)));
            send(ada, port, new byte[] {}, new byte[] {(byte) 0x80, (byte) 200}, new byte[] {22});
            assertThat(came.poll(3, java.util.concurrent.TimeUnit.SECONDS)).isEqualTo((byte) 22);
            assertThat(port.counts().refused()).isZero();
        }
    }

    private static void send(Peer peer, AudioPort port, byte[]... datagrams) throws Exception {
        for (byte[] datagram : datagrams) {
            peer.socket.send(
                    new DatagramPacket(
                            datagram,
                            datagram.length,
                            InetAddress.getLoopbackAddress(),
                            port.port()));
        }
    }
}
