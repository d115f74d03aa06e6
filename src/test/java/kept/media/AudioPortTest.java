package kept.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import kept.kernel.Refusal;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AudioPortTest {
    private static final OptionalInt KEYS = OptionalInt.of(101);
    private final MediaPorts ports =
            MediaPorts.open(new MediaSettings("127.0.0.1", 24_000, 24_399));

    @AfterEach
    void close() {
        ports.close();
    }

    private AudioPort talkingTo(Peer peer, Codec codec) {
        AudioPort port = ports.take("a test");
        port.to(peer.address(), codec, KEYS);
        return port;
    }

    private static Sound tone(int hertz, int millis) {
        return Sound.of(Tones.wave(Duration.ofMillis(millis), 10_000, hertz));
    }

    private static void await(Callable<Boolean> there) {
        Awaitility.await().atMost(Duration.ofSeconds(3)).until(there);
    }

    @Test
    void a_prompt_is_sent_in_both_laws_in_order_and_its_end_is_told() throws Exception {
        for (Codec codec : Codec.values()) {
            try (var peer = new Peer();
                    AudioPort port = talkingTo(peer, codec)) {
                var ended = new CountDownLatch(1);
                port.play(tone(1_000, 200), ended::countDown);
                List<RtpPacket> packets = peer.next(10, codec.payload());
                assertThat(packets.getFirst().marker()).isTrue();
                for (int i = 1; i < packets.size(); i++) {
                    assertThat(packets.get(i).sequence() - packets.get(i - 1).sequence())
                            .isEqualTo(1);
                    assertThat(packets.get(i).timestamp() - packets.get(i - 1).timestamp())
                            .isEqualTo(160);
                }
                short[] heard = Peer.samples(packets, codec);
                assertThat(Peer.share(heard, 0, heard.length, 1_000)).isGreaterThan(0.99);
                assertThat(ended.await(2, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void a_sound_in_a_loop_goes_on_until_it_is_stopped() throws Exception {
        try (var peer = new Peer();
                AudioPort port = talkingTo(peer, Codec.PCMA)) {
            port.playLoop(tone(400, 40));
            assertThat(peer.next(6, 8)).hasSize(6);
            port.stopPlaying();
            // what was on its way comes first
            await(() -> peer.silentFor(100));
        }
    }

    @Test
    void two_bridged_ports_hear_each_other_in_the_law_of_each() throws Exception {
        try (var ada = new Peer();
                var ben = new Peer();
                AudioPort left = talkingTo(ada, Codec.PCMA);
                AudioPort right = talkingTo(ben, Codec.PCMU)) {
            left.bridge(right);
            ada.say(left, Codec.PCMA, tone(700, 100));
            short[] heard = Peer.samples(spoken(ben, 5, Codec.PCMU), Codec.PCMU);
            assertThat(Peer.share(heard, 0, heard.length, 700)).isGreaterThan(0.99);
            ben.say(right, Codec.PCMU, tone(900, 100));
            heard = Peer.samples(spoken(ada, 5, Codec.PCMA), Codec.PCMA);
            assertThat(Peer.share(heard, 0, heard.length, 900)).isGreaterThan(0.99);
            left.unbridge();
            // what was on its way comes first
            await(() -> ben.silentFor(50));
            ada.say(left, Codec.PCMA, tone(700, 20));
            assertThat(ben.silentFor(100)).isTrue();
        }
    }

    /// Packets that are not silence.
    private static List<RtpPacket> spoken(Peer peer, int count, Codec codec) throws Exception {
        var packets = new java.util.ArrayList<RtpPacket>();
        while (packets.size() < count) {
            RtpPacket packet = peer.next();
            if (packet.at(5) != codec.silence()) {
                packets.add(packet);
            }
        }
        return packets;
    }

    @Test
    void a_bridge_without_speech_is_filled_with_silence() throws Exception {
        try (var ada = new Peer();
                var ben = new Peer();
                AudioPort left = talkingTo(ada, Codec.PCMA);
                AudioPort right = talkingTo(ben, Codec.PCMA)) {
            left.bridge(right);
            assertThat(ben.next(3, 8))
                    .allSatisfy(packet -> assertThat(packet.at(0)).isEqualTo((byte) 0xd5));
        }
    }

    @Test
    void a_key_told_in_many_packets_is_heard_once_and_passed_on() throws Exception {
        try (var ada = new Peer();
                var ben = new Peer();
                AudioPort left = talkingTo(ada, Codec.PCMA);
                AudioPort right = talkingTo(ben, Codec.PCMA)) {
            right.to(ben.address(), Codec.PCMA, OptionalInt.of(96));
            left.bridge(right);
            var keys = new LinkedBlockingQueue<Character>();
            left.onDigit(keys::add);
            ada.press(left, 101, 5);
            ada.press(left, 101, 11);
            assertThat(keys.poll(2, TimeUnit.SECONDS)).isEqualTo('5');
            assertThat(keys.poll(2, TimeUnit.SECONDS)).isEqualTo('#');
            assertThat(keys.poll(100, TimeUnit.MILLISECONDS)).isNull();
            assertThat(ben.next(12, 96)).hasSize(12);
        }
    }

    @Test
    void keys_are_sent_as_events_or_as_tones() throws Exception {
        try (var peer = new Peer();
                AudioPort port = talkingTo(peer, Codec.PCMA)) {
            port.sendDigits("7*");
            List<RtpPacket> events = peer.next(14, 101);
            assertThat(events.getFirst().at(0)).isEqualTo((byte) 7);
            assertThat(events.get(6).at(1) & 0x80).isEqualTo(0x80);
            assertThat(events.subList(0, 7).stream().map(RtpPacket::timestamp).distinct())
                    .hasSize(1);
            assertThat(events.get(7).at(0)).isEqualTo((byte) 10);
            port.to(peer.address(), Codec.PCMA, OptionalInt.empty());
            port.sendDigits("4");
            short[] tone = Peer.samples(peer.next(5, 8), Codec.PCMA);
            assertThat(Peer.share(tone, 0, tone.length, 770)).isBetween(0.45, 0.55);
        }
    }

    @Test
    void a_third_address_is_thrown_away_after_the_far_side_has_spoken() throws Exception {
        try (var peer = new Peer();
                var thief = new Peer();
                AudioPort port = talkingTo(peer, Codec.PCMA)) {
            peer.say(port, Codec.PCMA, tone(500, 40));
            await(() -> port.counts().received() == 2);
            thief.source = 1;
            thief.say(port, Codec.PCMA, tone(500, 100));
            await(() -> port.counts().refused() == 5);
            assertThat(port.counts().received()).isEqualTo(2);
            port.play(tone(500, 40), () -> {});
            assertThat(peer.next(2, 8)).hasSize(2);
            assertThat(thief.silentFor(50)).isTrue();
        }
    }

    @Test
    void a_far_side_behind_nat_is_answered_where_it_speaks_from() throws Exception {
        try (var announced = new Peer();
                var real = new Peer();
                AudioPort port = talkingTo(announced, Codec.PCMA)) {
            real.say(port, Codec.PCMA, tone(500, 20));
            await(() -> port.counts().received() == 1);
            port.play(tone(500, 40), () -> {});
            assertThat(real.next(2, 8)).hasSize(2);
        }
    }

    @Test
    void what_is_no_rtp_is_thrown_away() throws Exception {
        try (var peer = new Peer();
                AudioPort port = talkingTo(peer, Codec.PCMA)) {
            for (byte[] noise :
                    new byte[][] {
                        {}, {1}, new byte[12], {(byte) 0x9f, 8, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0}
                    }) {
                peer.socket.send(
                        new java.net.DatagramPacket(
                                noise,
                                noise.length,
                                java.net.InetAddress.getLoopbackAddress(),
                                port.port()));
            }
            await(() -> port.counts().refused() == 4);
            assertThat(port.silence()).isEmpty();
        }
    }

    @Test
    void lost_and_late_packets_are_counted() throws Exception {
        try (var peer = new Peer();
                AudioPort port = talkingTo(peer, Codec.PCMA)) {
            byte[] speech = new byte[160];
            for (int number : new int[] {10, 11, 14, 13, 15}) {
                peer.sequence = number;
                peer.say(port, 8, speech);
            }
            await(() -> port.counts().received() == 5);
            assertThat(port.counts().lost()).isEqualTo(1);
            assertThat(port.counts().late()).isEqualTo(1);
            assertThat(port.silence()).isPresent();
        }
    }

    @Test
    void three_hear_each_other_but_not_themselves() throws Exception {
        var conference = new Conference();
        try (var ada = new Peer();
                var ben = new Peer();
                var cem = new Peer();
                AudioPort first = talkingTo(ada, Codec.PCMA);
                AudioPort second = talkingTo(ben, Codec.PCMU);
                AudioPort third = talkingTo(cem, Codec.PCMA)) {
            conference.join(first);
            conference.join(second);
            conference.join(third);
            for (int i = 0; i < 25; i++) {
                ada.say(first, 8, part(tone(600, 500), i, Codec.PCMA));
                ben.say(second, 0, part(tone(1_100, 500), i, Codec.PCMU));
                // people speak at the pace of time
                Thread.sleep(20);
            }
            short[] heard = Peer.samples(loud(cem, 10, Codec.PCMA), Codec.PCMA);
            assertThat(Peer.share(heard, 160, 1_440, 600)).isGreaterThan(0.3);
            assertThat(Peer.share(heard, 160, 1_440, 1_100)).isGreaterThan(0.3);
            short[] own = Peer.samples(loud(ada, 8, Codec.PCMA), Codec.PCMA);
            assertThat(Peer.share(own, 160, 1_120, 600)).isLessThan(0.05);
            conference.close();
        }
    }

    @Test
    void who_listens_is_heard_by_nobody_and_who_whispers_by_one() throws Exception {
        var conference = new Conference();
        try (var caller = new Peer();
                var agent = new Peer();
                var lead = new Peer();
                AudioPort outside = talkingTo(caller, Codec.PCMA);
                AudioPort inside = talkingTo(agent, Codec.PCMA);
                AudioPort above = talkingTo(lead, Codec.PCMA)) {
            conference.join(outside);
            conference.join(inside);
            conference.listen(above);
            speak(lead, above, 1_500);
            assertThat(share(agent, 20, 1_500)).isLessThan(0.05);
            conference.whisper(above, inside);
            speak(lead, above, 1_500);
            assertThat(share(agent, 20, 1_500)).isGreaterThan(0.3);
            assertThat(share(caller, 40, 1_500)).isLessThan(0.05);
            conference.join(ports.take("a fourth"));
            assertThatThrownBy(() -> conference.join(ports.take("a fifth")))
                    .isInstanceOf(Refusal.class);
            conference.close();
        }
    }

    private static void speak(Peer peer, AudioPort port, int hertz) throws Exception {
        for (int i = 0; i < 25; i++) {
            peer.say(port, 8, part(tone(hertz, 500), i, Codec.PCMA));
            // people speak at the pace of time
            Thread.sleep(20);
        }
    }

    /// How much of the packets that arrived next is a tone.
    private static double share(Peer peer, int packets, int hertz) throws Exception {
        short[] heard = Peer.samples(peer.next(packets, 8), Codec.PCMA);
        return Peer.share(heard, 0, heard.length, hertz);
    }

    private static List<RtpPacket> loud(Peer peer, int count, Codec codec) throws Exception {
        var packets = new java.util.ArrayList<RtpPacket>();
        while (packets.size() < count) {
            RtpPacket packet = peer.next();
            boolean speaks =
                    packet.length() == Sound.PACKET && Math.abs(peak(packet, codec)) > 1_000;
            if (speaks) {
                packets.add(packet);
            }
        }
        return packets;
    }

    private static int peak(RtpPacket packet, Codec codec) {
        int peak = 0;
        for (int i = 0; i < packet.length(); i++) {
            peak = Math.max(peak, Math.abs(codec.decode(packet.at(i))));
        }
        return peak;
    }

    private static byte[] part(Sound sound, int packet, Codec codec) {
        return java.util.Arrays.copyOfRange(
                sound.bytes(codec), packet * Sound.PACKET, (packet + 1) * Sound.PACKET);
    }

    @Test
    void a_port_given_back_is_free_again_and_a_full_pool_says_so() throws Exception {
        try (var few = MediaPorts.open(new MediaSettings("127.0.0.1", 24_500, 24_503))) {
            AudioPort one = few.take("one");
            few.take("two");
            assertThat(one.port() % 2).isZero();
            assertThatThrownBy(() -> few.take("three")).isInstanceOf(Refusal.class);
            one.close();
            await(() -> few.taken() == 1);
            assertThat(few.take("three").port()).isEqualTo(one.port());
        }
    }
}
