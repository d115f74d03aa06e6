package kept.media;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One RTP port in a call: what is played, heard, bridged and recorded there. Every method returns at once. A new sound takes the place
/// of the old one; what is played goes before what is bridged; keys go before both.
public final class AudioPort implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AudioPort.class);
    private static final long SILENCE_AFTER_NANOS = 60_000_000;
    private static final long SIGN_OF_LIFE_NANOS = 1_000_000_000;

    private final int port;
    private final DatagramChannel channel;
    private final Consumer<AudioPort> giveBack;
    private final Latch latch = new Latch();
    private final RtpSender sender;
    private final Relay relay;
    private final SentKeys sentKeys = new SentKeys();
    private final HeardKeys heardKeys = new HeardKeys();
    private final Arrivals arrivals = new Arrivals();
    private final Queue<Character> keys = new ConcurrentLinkedQueue<>();
    private final AtomicInteger untold = new AtomicInteger();
    private final LongAdder refused = new LongAdder();
    private final LongAdder forged = new LongAdder();
    private final ByteBuffer out =
            ByteBuffer.allocateDirect(RtpPacket.HEADER + Sound.PACKET + Guard.OVERHEAD);
    private final AtomicReference<@Nullable Playback> playing = new AtomicReference<>();
    private volatile Codec codec = Codec.PCMA;
    private volatile int eventType = -1;
    private volatile boolean agreed;
    private volatile @Nullable Consumer<Character> digits;
    private volatile @Nullable ToneKeys tones;
    private volatile @Nullable AudioPort peer;
    private volatile @Nullable Seat seat;
    private volatile @Nullable Taping taping;
    private volatile @Nullable Guard guard;
    private volatile @Nullable Datagrams others;
    private volatile @Nullable Listening listening;
    private volatile long lastHeard;
    private volatile boolean heard;
    private volatile boolean closed;

    private record Taping(Tape recording, Tape.Track track) {}

    AudioPort(int port, DatagramChannel channel, Consumer<AudioPort> giveBack) {
        this.port = port;
        this.channel = channel;
        this.giveBack = giveBack;
        sender = new RtpSender(channel, latch);
        relay = new Relay(sender);
    }

    /// The even number of the port.
    public int port() {
        return port;
    }

    /// Where to send and in which law, as agreed in signalling; also after a re-INVITE. For three seconds from now the
    /// far side may turn out to speak from another address (NAT); after that only the same stream (SSRC) may move.
    ///
    /// @param telephoneEvent the payload type of keys (RFC 4733), or empty where there is none
    public void to(InetSocketAddress remote, Codec law, OptionalInt telephoneEvent) {
        codec = law;
        eventType = telephoneEvent.orElse(-1);
        latch.announce(remote, System.nanoTime());
        agreed = true;
    }

    /// Whether we may send at all: not while the far side holds us.
    public void sending(boolean allowed) {
        sender.allow(allowed);
    }

    /// Lets every packet pass a guard from now on, both ways; call it before [#to], so that nothing is said in clear. Without
    /// one from now on nothing is encrypted.
    public void protect(@Nullable Guard next) {
        guard = next;
        sender.protect(next);
    }

    /// Who takes what is no RTP, from anybody and at any time. Without one it is thrown away as refused; with one RTCP on this
    /// port (RFC 5761) is thrown away without a word.
    public void onOther(Datagrams taker) {
        others = taker;
    }

    /// Sends something that is no RTP.
    public void sendOther(ByteBuffer datagram, InetSocketAddress target) {
        try {
            channel.send(datagram, target);
        } catch (IOException e) {
            LOG.debug("Port {} could not send to {}; the far side asks again.", port, target, e);
        }
    }

    /// Plays a sound once.
    ///
    /// @param onEnd run on a virtual thread when the last packet is sent; not when the sound is replaced or stopped
    public void play(Sound sound, Runnable onEnd) {
        playing.set(Playback.once(sound, onEnd));
    }

    /// Plays a sound again and again.
    public void playLoop(Sound sound) {
        playing.set(Playback.loop(sound));
    }

    public void stopPlaying() {
        playing.set(null);
    }

    /// Two ports hear each other from now on. What either was bridged or joined to before it leaves.
    public void bridge(AudioPort other) {
        detach();
        other.detach();
        peer = other;
        other.peer = this;
    }

    /// Both sides hear nothing of each other any more.
    public void unbridge() {
        AudioPort other = peer;
        peer = null;
        if (other != null && other.peer == this) {
            other.peer = null;
        }
    }

    /// Sends keys, each of 100 ms with 60 ms of pause: as events where agreed, else as tones. Unknown characters are left out.
    public void sendDigits(String keys) {
        sentKeys.add(keys);
    }

    /// Who is told each key that is heard as an event (RFC 4733), once for each press, on a virtual thread.
    public void onDigit(Consumer<Character> listener) {
        digits = listener;
    }

    /// Listens for keys in the sound, too, for far sides that know no events.
    public void listenForTones(boolean listen) {
        tones = listen ? new ToneKeys() : null;
    }

    /// For how long nothing was heard from the far side, whatever the clock on the wall does; empty if it never was.
    public Optional<Duration> silence() {
        return heard
                ? Optional.of(Duration.ofNanos(System.nanoTime() - lastHeard))
                : Optional.empty();
    }

    /// Writes what is heard here into one track, until the recording is closed or the port given back.
    public void record(Tape recording, Tape.Track track) {
        taping = new Taping(recording, track);
    }

    /// Keeps the last seconds of what is heard here, until the port is given back.
    public Listening listen() {
        var ears = new Listening();
        listening = ears;
        return ears;
    }

    public void stopRecording() {
        taping = null;
    }

    public PortCounts counts() {
        return new PortCounts(
                sender.sent(),
                arrivals.received(),
                arrivals.lost(),
                arrivals.late(),
                refused.sum(),
                forged.sum());
    }

    /// Gives the port back.
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        detach();
        stopPlaying();
        stopRecording();
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("Port {} did not close; the system takes it back.", port, e);
        }
        giveBack.accept(this);
    }

    DatagramChannel channel() {
        return channel;
    }

    Codec codec() {
        return codec;
    }

    /// Takes a seat in a conference, or leaves it.
    void sit(@Nullable Seat next) {
        unbridge();
        seat = next;
    }

    /// Sends what is due; by the sending thread, every 20 ms.
    ///
    /// @return whether a packet of a sound was sent, whose lateness is worth measuring
    boolean tick(long nanos) {
        if (!agreed || closed) {
            return false;
        }
        Codec law = codec;
        Seat place = seat;
        if (sentKeys.busy()) {
            sentKeys.tick(sender, out, law, eventType, nanos);
            return false;
        }
        Playback now = playing.get();
        if (now != null) {
            return step(now, law, nanos);
        }
        if (place != null) {
            byte[] mixed = place.mix(law);
            return sender.send(
                    out, law.payload(), false, sender.timestampAt(nanos), mixed, 0, mixed.length);
        }
        long quiet = nanos - sender.lastSent();
        if (quiet > (peer != null ? SILENCE_AFTER_NANOS : SIGN_OF_LIFE_NANOS)) {
            byte[] silence = new byte[Sound.PACKET];
            Arrays.fill(silence, law.silence());
            sender.send(
                    out, law.payload(), true, sender.timestampAt(nanos), silence, 0, Sound.PACKET);
        }
        return false;
    }

    /// Takes one packet; by the receiving thread.
    void receive(ByteBuffer buffer, InetSocketAddress from, long nanos) {
        Datagrams taker = others;
        if (taker != null && !rtp(buffer)) {
            if (buffer.hasRemaining() && buffer.get(0) >= 0) {
                taker.came(buffer, from);
            }
            return;
        }
        Guard keeper = guard;
        if (keeper != null && !keeper.unprotect(buffer)) {
            forged.increment();
            return;
        }
        RtpPacket packet = RtpPacket.read(buffer).orElse(null);
        if (packet == null || !agreed || !latch.accepts(from, packet.source(), nanos)) {
            refused.increment();
            return;
        }
        lastHeard = nanos;
        heard = true;
        arrivals.arrived(packet);
        if (packet.payloadType() == eventType) {
            event(packet, nanos);
        } else if (packet.payloadType() == codec.payload()) {
            speech(packet, nanos);
        }
    }

    private static boolean rtp(ByteBuffer buffer) {
        return buffer.limit() > 1 && buffer.get(0) < 0 && !rtcp(buffer.get(1) & 0xff);
    }

    private static boolean rtcp(int second) {
        return second >= 192 && second <= 223;
    }

    private void detach() {
        unbridge();
        Seat place = seat;
        if (place != null) {
            place.leave();
        }
    }

    private boolean step(Playback now, Codec law, long nanos) {
        if (now.over(law)) {
            Runnable onEnd = now.onEnd();
            if (playing.compareAndSet(now, null) && onEnd != null) {
                Thread.ofVirtual().name("sound-ended").start(onEnd);
            }
            return false;
        }
        byte[] sound = now.sound().shared(law);
        int at = now.first() ? sender.timestampAt(nanos) : now.timestamp();
        boolean sent =
                sender.send(
                        out, law.payload(), now.first(), at, sound, now.position(), Sound.PACKET);
        playing.compareAndSet(now, now.sent(law, at));
        return sent;
    }

    private void event(RtpPacket packet, long nanos) {
        char key = heardKeys.heard(packet);
        tell(key);
        AudioPort other = peer;
        if (other == null) {
            return;
        }
        if (other.eventType >= 0) {
            other.relayEvent(packet, nanos);
        } else if (key != HeardKeys.NONE) {
            other.sendDigits(String.valueOf(key));
        }
    }

    private void speech(RtpPacket packet, long nanos) {
        Codec law = codec;
        AudioPort other = peer;
        if (other != null) {
            other.relaySpeech(packet, law, nanos);
        }
        Seat place = seat;
        if (place != null) {
            place.heard(packet, law);
        }
        Taping tape = taping;
        if (tape != null) {
            tape.recording().heard(tape.track(), packet, law, nanos);
        }
        Listening listener = listening;
        if (listener != null) {
            listener.heard(packet, law, nanos);
        }
        ToneKeys ears = tones;
        if (ears != null) {
            for (int i = 0; i < packet.length(); i++) {
                tell(ears.heard(law.decode(packet.at(i))));
            }
        }
    }

    private void relaySpeech(RtpPacket packet, Codec from, long nanos) {
        if (free()) {
            relay.speech(packet, from, codec, nanos);
        }
    }

    private void relayEvent(RtpPacket packet, long nanos) {
        if (free()) {
            relay.event(packet, eventType, nanos);
        }
    }

    private boolean free() {
        return playing.get() == null && !sentKeys.busy() && agreed && !closed;
    }

    /// Keys are told in the order in which they were pressed.
    private void tell(char key) {
        if (key != HeardKeys.NONE && digits != null) {
            keys.add(key);
            if (untold.getAndIncrement() == 0) {
                Thread.ofVirtual().name("keys-heard").start(this::tellAll);
            }
        }
    }

    private void tellAll() {
        do {
            Character key = keys.poll();
            Consumer<Character> listener = digits;
            if (key != null && listener != null) {
                try {
                    listener.accept(key);
                } catch (RuntimeException e) {
                    LOG.warn("Whoever is told of keys failed at port {}.", port, e);
                }
            }
        } while (untold.decrementAndGet() > 0);
    }
}
