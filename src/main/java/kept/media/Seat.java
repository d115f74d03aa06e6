package kept.media;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/// One place in a conference: what is heard there, and how it hears the others.
final class Seat {
    private final Conference conference;
    private final AudioPort port;
    private final Predicate<AudioPort> heardBy;
    private final JitterBuffer voice = new JitterBuffer();
    private final Map<Seat, JitterBuffer.Reader> others = new HashMap<>();

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
        voice.put(packet, law);
    }

    void leave() {
        conference.leave(port);
    }

    /// The next 20 ms of all who speak to this one; by the sending thread.
    byte[] mix(Codec law) {
        int[] sum = new int[Sound.PACKET];
        for (Seat other : conference.seats()) {
            if (other != this && other.heardBy.test(port)) {
                others.computeIfAbsent(other, seat -> seat.voice.reader()).addTo(sum);
            }
        }
        byte[] bytes = new byte[Sound.PACKET];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = law.encode((short) Math.clamp(sum[i], Short.MIN_VALUE, Short.MAX_VALUE));
        }
        return bytes;
    }
}
