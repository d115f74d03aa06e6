package kept.media;

/// Hears keys in events of RFC 4733. One press comes as many packets with one timestamp; it is told at the first.
final class HeardKeys {
    private static final String KEYS = "0123456789*#ABCD";
    static final char NONE = 0;
    private boolean heard;
    private int timestamp;
    private int source;

    /// The key that begins with this packet, or [#NONE].
    char heard(RtpPacket packet) {
        if (packet.length() < 4) {
            return NONE;
        }
        boolean same = heard && packet.timestamp() == timestamp && packet.source() == source;
        // One that comes late belongs to a press that was told long ago.
        boolean older = heard && packet.source() == source && packet.timestamp() - timestamp < 0;
        int event = packet.at(0) & 0xff;
        if (same || older || event >= KEYS.length()) {
            return NONE;
        }
        heard = true;
        timestamp = packet.timestamp();
        source = packet.source();
        return KEYS.charAt(event);
    }

    /// The number of a key as an event, or -1.
    static int event(char key) {
        return KEYS.indexOf(Character.toUpperCase(key));
    }
}
