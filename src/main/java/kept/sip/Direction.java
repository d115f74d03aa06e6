package kept.sip;

import java.util.Locale;

/// Which way audio goes, seen by the side that wrote the session description (RFC 8866 section 6.7).
public enum Direction {
    SENDRECV,
    SENDONLY,
    RECVONLY,
    INACTIVE;

    /// Whether the side that wrote it sends.
    public boolean sends() {
        return this == SENDRECV || this == SENDONLY;
    }

    /// Whether the side that wrote it wants to hear.
    public boolean receives() {
        return this == SENDRECV || this == RECVONLY;
    }

    /// The same flow seen from the other side, which is what an answer says (RFC 3264 section 6.1).
    public Direction mirrored() {
        return switch (this) {
            case SENDRECV -> SENDRECV;
            case SENDONLY -> RECVONLY;
            case RECVONLY -> SENDONLY;
            case INACTIVE -> INACTIVE;
        };
    }

    String attribute() {
        return name().toLowerCase(Locale.ROOT);
    }
}
