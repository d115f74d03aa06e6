package kept.sip;

/// A way into the telephone network that is not our own SIP. It offers what comes in to its [Switchboard] and keeps itself
/// open: while it cannot be reached it tries again by itself.
public interface Network extends AutoCloseable {
    /// Calls the number that the target of the dial names. It returns at once; what comes of it is told to the events.
    Call dial(Dial dial, CallEvents events);

    /// What keeps it from working now, as a sentence, or an empty text.
    String trouble();

    /// Ends its calls and lets it go.
    @Override
    void close();
}
