package kept.media;

import java.util.function.Predicate;

/// One place in a conference: what is heard there, and its last 20 ms for the others.
final class Seat {
    private final Conference conference;
    private final AudioPort port;
    private final Predicate<AudioPort> heardBy;
    private final JitterBuffer buffer = new JitterBuffer();
    private volatile short[] voice = new short[Sound.PACKET];

    /// @param heardBy which other ports hear this one
    Seat(Conference conference, AudioPort port, Predicate<AudioPort> heardBy) {
        this.conference = conference;
        this.port = port;
        this.heardBy = heardBy;
    }

    AudioPort port() {
        return port;
    }

    void heard(RtpPacket packet, Codec law) {
        buffer.put(packet, law);
    }

    void leave() {
        conference.leave(port);
    }

    /// Moves this voice on by 20 ms, and adds the voices of all who speak to it.
    byte[] mix(Codec law) {
        voice = buffer.next();
        int[] sum = new int[Sound.PACKET];
        for (Seat other : conference.seats()) {
            if (other != this && other.heardBy.test(port)) {
                short[] theirs = other.voice;
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += theirs[i];
                }
            }
        }
        byte[] bytes = new byte[Sound.PACKET];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = law.encode((short) Math.clamp(sum[i], Short.MIN_VALUE, Short.MAX_VALUE));
        }
        return bytes;
    }
}
