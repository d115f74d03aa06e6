package kept.sip;

/// How a call that existed came to its end. Only the first three are proper: every other is a drop, after which we owe a call back.
public enum Ending {
    /// The far side sent BYE.
    FAR_SIDE_HUNG_UP,
    /// The far side gave up before we answered (CANCEL).
    CANCELLED,
    /// We sent BYE or CANCEL, or refused.
    WE_HUNG_UP,
    /// Nobody refreshed the session in time (RFC 4028).
    SESSION_TIMER,
    /// No ACK for our answer, or 408 or 481 to what we sent within the call.
    TIMED_OUT,
    /// The network could not be used.
    TRANSPORT;

    /// Whether somebody ended it on purpose.
    public boolean proper() {
        return switch (this) {
            case FAR_SIDE_HUNG_UP, CANCELLED, WE_HUNG_UP -> true;
            case SESSION_TIMER, TIMED_OUT, TRANSPORT -> false;
        };
    }
}
