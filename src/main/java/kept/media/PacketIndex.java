package kept.media;

/// The place of each packet of one stream (RFC 3711 section 3.3.1): its sequence number and how often that rolled over. A window of 64
/// remembers which places were taken (section 3.3.2).
final class PacketIndex {
    /// Of a packet that came before, or too late to say.
    static final long NONE = -1;

    private static final int WINDOW = 64;
    private long newest = NONE;
    private long taken;

    /// The place of a packet with this sequence number, or [#NONE] if it was taken or lies behind the window.
    long of(int sequence) {
        if (newest == NONE) {
            return sequence;
        }
        long place = newest + (short) (sequence - (int) newest);
        long behind = newest - place;
        boolean free = behind < 0 || (behind < WINDOW && (taken >>> behind & 1) == 0);
        return place >= 0 && free ? place : NONE;
    }

    /// Takes a place that [#of] gave.
    void take(long place) {
        if (newest == NONE || place - newest >= WINDOW) {
            taken = 1;
        } else if (place > newest) {
            taken = taken << (place - newest) | 1;
        } else {
            taken |= 1L << (newest - place);
            return;
        }
        newest = place;
    }
}
