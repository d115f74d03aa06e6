package kept.sip;

/// What came of reading a session description.
public sealed interface SessionReading {
    /// It can be talked about.
    record Read(SessionDescription session) implements SessionReading {}

    /// It cannot: 400 for what is no session description, 488 for one that we cannot serve, and our words for why.
    record Refused(int status, String reason) implements SessionReading {}
}
