package kept.media;

/// One place in a conference: what is heard there, and its last 20 ms for the others.
final class Seat {
    private final Conference conference;
    private final AudioPort port;
    private final JitterBuffer buffer = new JitterBuffer();
    private volatile short[] voice = new short[Sound.PACKET];

    Seat(Conference conference, AudioPort port) {
        this.conference = conference;
        this.port = port;
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

    /// Moves this voice on by 20 ms, and adds the voices of all others.
    byte[] mix(Codec law) {
        voice = buffer.next();
        int[] sum = new int[Sound.PACKET];
        for (Seat other : conference.seats()) {
            if (other != this) {
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
