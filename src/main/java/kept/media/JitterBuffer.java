package kept.media;

/// Evens out the arrival of one voice for mixing: 60 ms of samples wait by their timestamps; what is missing is silence. Filled by
/// the receiving thread, emptied by the sending one.
final class JitterBuffer {
    private static final int SIZE = 4_096;
    private static final int DELAY = 3 * Sound.PACKET;
    private final short[] samples = new short[SIZE];
    private boolean flowing;
    private int source;
    private int readAt;
    private int newest;

    synchronized void put(RtpPacket packet, Codec law) {
        int at = packet.timestamp();
        int ahead = at - readAt;
        if (!flowing || packet.source() != source || ahead > SIZE / 2 || ahead < -SIZE) {
            java.util.Arrays.fill(samples, (short) 0);
            flowing = true;
            source = packet.source();
            readAt = at - DELAY;
            newest = at;
        }
        int length = Math.min(packet.length(), SIZE / 4);
        for (int i = 0; i < length; i++) {
            if (at + i - readAt >= 0) {
                samples[(at + i) & (SIZE - 1)] = law.decode(packet.at(i));
            }
        }
        newest = at + length - newest > 0 ? at + length : newest;
    }

    /// The next 20 ms.
    synchronized short[] next() {
        short[] frame = new short[Sound.PACKET];
        if (!flowing) {
            return frame;
        }
        for (int i = 0; i < frame.length; i++) {
            int place = (readAt + i) & (SIZE - 1);
            frame[i] = samples[place];
            samples[place] = 0;
        }
        readAt += Sound.PACKET;
        // Nothing has come for long: begin anew with the next packet.
        flowing = readAt - newest < DELAY;
        return frame;
    }
}
