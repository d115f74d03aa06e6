package kept.media;

import java.time.Duration;
import java.util.Optional;

/// The last thirty seconds of what a port heard, in linear samples, each packet where its timestamp puts it. Written by the receiving
/// thread alone and read by others, who may see the newest packet half.
public final class Listening {
    private static final int SIZE = 30 * Sound.RATE;

    /// A jump of the timestamp by more than a second is a new beginning.
    private static final int JUMP = Sound.RATE;

    /// On average a sample of a packet that is more than the noise of a line.
    private static final int LOUD = 150;

    private final short[] ring = new short[SIZE];
    private int source;
    private int expected;
    private volatile long end;
    private volatile long firstSound;

    Listening() {}

    /// How many samples were heard so far.
    public long mark() {
        return end;
    }

    /// What was heard since a mark; what is older than thirty seconds is gone.
    public short[] since(long mark) {
        long to = end;
        long from = Math.max(mark, Math.max(0, to - SIZE));
        var samples = new short[(int) Math.max(0, to - from)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = ring[(int) ((from + i) % SIZE)];
        }
        return samples;
    }

    /// How long after a moment of [System#nanoTime] the first sound came that is no silence.
    public Optional<Duration> soundAfter(long nanos) {
        long at = firstSound;
        return at == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(Math.max(0, at - nanos)));
    }

    void heard(RtpPacket packet, Codec law, long nanos) {
        int gap = packet.timestamp() - expected;
        if (packet.source() != source || end == 0 || Math.abs((long) gap) > JUMP) {
            gap = 0;
        }
        if (gap < 0) {
            return;
        }
        long place = end;
        for (int i = 0; i < gap; i++) {
            ring[(int) (place++ % SIZE)] = 0;
        }
        long loudness = 0;
        for (int i = 0; i < packet.length(); i++) {
            short sample = law.decode(packet.at(i));
            loudness += Math.abs(sample);
            ring[(int) (place++ % SIZE)] = sample;
        }
        if (firstSound == 0 && loudness > (long) LOUD * packet.length()) {
            firstSound = nanos == 0 ? 1 : nanos;
        }
        source = packet.source();
        expected = packet.timestamp() + packet.length();
        end = place;
    }
}
