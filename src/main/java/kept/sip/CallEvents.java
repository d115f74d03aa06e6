package kept.sip;

import java.util.Optional;

/// What happens to one call, told in order on a thread of the line. Nothing here may wait: post it to a thread of your own.
public interface CallEvents {
    /// 180 or 183: it rings there.
    default void ringing() {}

    /// What we offered is answered: in the 200 to our INVITE or re-INVITE, or in the ACK after a late offer.
    default void answered(SessionDescription answer) {}

    /// What we called does not take the call: its status, or 408 when nobody answered in time. Nothing comes after it.
    default void refused(int status) {}

    /// The ACK for our answer has come: both sides talk.
    default void confirmed() {}

    /// The far side wants another session. Empty refuses it (488), and the old one stays.
    default Optional<SessionDescription> renegotiated(SessionDescription offer) {
        return Optional.empty();
    }

    /// The far side does not take the session that we wanted; the old one stays.
    default void renegotiationRefused(int status) {}

    /// The far side asks us to call somebody else for it (REFER). True takes it on.
    default boolean referred(String target) {
        return false;
    }

    /// What became of our own [Call#refer]: the last status the far side reported of its new call.
    default void referEnded(int status) {}

    /// A key was pressed, told by INFO (application/dtmf-relay): 0 to 9, A to D, star, hash.
    default void digit(char digit) {}

    /// The call is over. Nothing comes after it.
    default void ended(Ending ending) {}
}
