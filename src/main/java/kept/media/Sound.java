package kept.media;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// A piece of sound ready to be sent: both laws of G.711, in whole packets of 20 ms. It never changes.
public final class Sound {
    /// Samples a second.
    public static final int RATE = 8_000;

    /// Samples, and bytes of G.711, in a packet of 20 ms.
    public static final int PACKET = 160;

    private final byte[] mu;
    private final byte[] a;

    private Sound(byte[] mu, byte[] a) {
        this.mu = mu;
        this.a = a;
    }

    /// From linear samples of 8,000 Hz; the last packet is filled with silence.
    public static Sound of(short[] samples) {
        byte[] mu = new byte[wholePackets(samples.length)];
        byte[] a = new byte[mu.length];
        Arrays.fill(mu, Codec.PCMU.silence());
        Arrays.fill(a, Codec.PCMA.silence());
        for (int i = 0; i < samples.length; i++) {
            mu[i] = Codec.PCMU.encode(samples[i]);
            a[i] = Codec.PCMA.encode(samples[i]);
        }
        return new Sound(mu, a);
    }

    /// From G.711 as it was stored, without a detour for its own law.
    public static Sound of(Codec codec, byte[] bytes) {
        byte[] own = Arrays.copyOf(bytes, wholePackets(bytes.length));
        Arrays.fill(own, bytes.length, own.length, codec.silence());
        Codec otherLaw = codec == Codec.PCMU ? Codec.PCMA : Codec.PCMU;
        byte[] other = new byte[own.length];
        for (int i = 0; i < own.length; i++) {
            other[i] = otherLaw.from(codec, own[i]);
        }
        return codec == Codec.PCMU ? new Sound(own, other) : new Sound(other, own);
    }

    /// Several sounds one after the other, with silence between them.
    public static Sound joined(List<Sound> sounds, Duration pause) {
        var mu = new ByteArrayOutputStream();
        byte[] gap = new byte[wholePackets((int) (pause.toMillis() * RATE / 1000))];
        Arrays.fill(gap, Codec.PCMU.silence());
        for (int i = 0; i < sounds.size(); i++) {
            if (i > 0) {
                mu.writeBytes(gap);
            }
            mu.writeBytes(sounds.get(i).mu);
        }
        return of(Codec.PCMU, mu.toByteArray());
    }

    public Duration duration() {
        return Duration.ofMillis(mu.length * 1000L / RATE);
    }

    /// A copy of its bytes in one law, for files.
    public byte[] bytes(Codec codec) {
        return shared(codec).clone();
    }

    /// The bytes themselves, for the thread that sends them; nobody writes there.
    byte[] shared(Codec codec) {
        return codec == Codec.PCMU ? mu : a;
    }

    private static int wholePackets(int samples) {
        return (samples + PACKET - 1) / PACKET * PACKET;
    }
}
