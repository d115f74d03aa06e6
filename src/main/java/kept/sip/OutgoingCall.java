package kept.sip;

import java.time.Duration;
import java.util.Optional;

/// A call that we made: there is nothing in it that we could let ring or answer, and to refuse it is to hang up.
public interface OutgoingCall extends Call {
    @Override
    default boolean outgoing() {
        return true;
    }

    @Override
    default void ring() {}

    @Override
    default void answer(SessionDescription session) {}

    @Override
    default void refuse(int status, String reason, Optional<Duration> retryAfter) {
        hangUp();
    }
}
