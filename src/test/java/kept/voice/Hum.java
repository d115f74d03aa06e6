package kept.voice;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// What is heard in a recording of two tracks.
final class Hum {
    private static final int PIECE = 800;

    private Hum() {}

    /// The samples of both tracks of a WAV file as we write it.
    static short[][] tracks(byte[] wav) {
        var bytes = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).position(44);
        int frames = bytes.remaining() / 4;
        var tracks = new short[2][frames];
        for (int i = 0; i < frames; i++) {
            tracks[0][i] = bytes.getShort();
            tracks[1][i] = bytes.getShort();
        }
        return tracks;
    }

    static int loudest(short[] samples, int from, int to) {
        int most = 0;
        for (int i = Math.max(0, from); i < Math.min(to, samples.length); i++) {
            most = Math.max(most, Math.abs(samples[i]));
        }
        return most;
    }

    /// What share of the power of samples one tone holds (Goertzel), in pieces of 100 ms.
    static double share(short[] samples, int hertz) {
        double tone = 0;
        double all = 0;
        for (int at = 0; at + PIECE <= samples.length; at += PIECE) {
            double real = 0;
            double imaginary = 0;
            for (int i = at; i < at + PIECE; i++) {
                double angle = 2 * Math.PI * hertz * i / 8_000;
                real += samples[i] * Math.cos(angle);
                imaginary += samples[i] * Math.sin(angle);
                all += (double) samples[i] * samples[i];
            }
            tone += 2 * (real * real + imaginary * imaginary) / PIECE;
        }
        return all == 0 ? 0 : tone / all;
    }
}
