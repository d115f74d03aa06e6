package kept.sip;

/// Our registration at a provider, kept alive until it is closed (RFC 3261 section 10.2). It is renewed when four fifths of the granted time
/// are over, and tried again with growing pauses of 2 seconds to 5 minutes after a failure.
public interface TrunkRegistration extends AutoCloseable {
    /// Where a registration stands.
    enum State {
        /// Asked, not answered yet.
        TRYING,
        /// The provider sends calls to us.
        REGISTERED,
        /// The provider refused the name or password; it is tried again slowly.
        REFUSED,
        /// The provider does not answer, or cannot serve.
        UNREACHABLE,
        /// Given back.
        CLOSED
    }

    State state();

    /// The last status the provider answered, or 0.
    int lastStatus();

    /// Gives the registration back (expires 0) and stops.
    @Override
    void close();
}
