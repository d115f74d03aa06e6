package kept.media;

/// Counts what comes by sequence number (RFC 3550 appendix A.3): holes are lost, what lies behind the newest is late. Used by the
/// receiving thread, read by all.
final class Arrivals {
    private static final int MAX_JUMP = 3_000;
    private volatile long received;
    private volatile long lost;
    private volatile long late;
    private int source;
    private int newest = -1;

    void arrived(RtpPacket packet) {
        received++;
        if (newest < 0 || packet.source() != source) {
            source = packet.source();
            newest = packet.sequence();
            return;
        }
        int step = (short) (packet.sequence() - newest);
        if (step > 0) {
            lost += step < MAX_JUMP ? step - 1 : 0;
            newest = packet.sequence();
        } else if (step > -MAX_JUMP) {
            late++;
            // It was counted as lost when the hole was seen.
            lost -= step < 0 && lost > 0 ? 1 : 0;
        } else {
            newest = packet.sequence();
        }
    }

    long received() {
        return received;
    }

    long lost() {
        return lost;
    }

    long late() {
        return late;
    }
}
