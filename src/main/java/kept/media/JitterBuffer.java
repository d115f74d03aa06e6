package kept.media;

import java.util.Arrays;

/// The last half second of one voice, by its timestamps; what is missing is silence. Filled by the receiving thread; each who hears the voice
/// reads on at his own pace.
final class JitterBuffer {
    private static final int SIZE = 4_096;

    private final short[] samples = new short[SIZE];
    private boolean filled;
    private int source;
    private int newest;
    private int epoch;

    synchronized void put(RtpPacket packet, Codec law) {
        int at = packet.timestamp();
        int ahead = at - newest;
        if (!filled || packet.source() != source || ahead > SIZE / 2 || ahead < -SIZE / 2) {
            Arrays.fill(samples, (short) 0);
            filled = true;
            source = packet.source();
            newest = at;
            epoch++;
        }
        for (; newest - at < 0; newest++) {
            samples[newest & (SIZE - 1)] = 0;
        }
        int length = Math.min(packet.length(), SIZE / 4);
        for (int i = 0; i < length; i++) {
            samples[(at + i) & (SIZE - 1)] = law.decode(packet.at(i));
        }
        newest = at + length - newest > 0 ? at + length : newest;
    }

    Reader reader() {
        return new Reader();
    }

    /// One who hears the voice, 20 ms at a time. He begins with what came last, so that on a calm network he waits for his own next packet
    /// alone. Each time that nothing has come yet he falls back by 20 ms; when there was more in stock than he needed for a while, he
    /// leaves 20 ms out, at a quiet place if there is one.
    final class Reader {
        private static final int MOST = 6 * Sound.PACKET;
        private static final int PATIENCE = 150;
        private static final int LONG_PATIENCE = 500;
        private static final int QUIET = 300;

        private int readAt;
        private int inEpoch;
        private int sinceShort;
        private int least = Integer.MAX_VALUE;

        /// Adds the next 20 ms to a sum.
        void addTo(int[] sum) {
            synchronized (JitterBuffer.this) {
                if (!filled) {
                    return;
                }
                if (inEpoch != epoch || newest - readAt > MOST) {
                    inEpoch = epoch;
                    readAt = newest - Sound.PACKET;
                    begin();
                }
                if (newest - readAt < Sound.PACKET) {
                    // not yet here
                    begin();
                    return;
                }
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += samples[(readAt + i) & (SIZE - 1)];
                }
                readAt += Sound.PACKET;
                leaveOut();
            }
        }

        private void begin() {
            sinceShort = 0;
            least = Integer.MAX_VALUE;
        }

        private void leaveOut() {
            least = Math.min(least, newest - readAt);
            sinceShort++;
            if (least >= Sound.PACKET
                    && (sinceShort >= LONG_PATIENCE || (sinceShort >= PATIENCE && quiet()))) {
                readAt += Sound.PACKET;
                begin();
            }
        }

        private boolean quiet() {
            for (int i = 0; i < Sound.PACKET; i++) {
                if (Math.abs(samples[(readAt + i) & (SIZE - 1)]) > QUIET) {
                    return false;
                }
            }
            return true;
        }
    }
}
