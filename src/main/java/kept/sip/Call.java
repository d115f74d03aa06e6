package kept.sip;

import java.time.Duration;
import java.util.Optional;

/// One leg: us and one far side. Every method returns at once; what came of it is told to the [CallEvents]. What no longer
/// makes sense in the state of the call (to answer what was cancelled) is left undone, because the far side can always be faster.
public interface Call {
    /// The Call-ID, which both sides write in their logs.
    String id();

    /// Whether we called.
    boolean outgoing();

    /// Who is to hear what happens to this call. Until it is set, what happens is kept for it.
    void events(CallEvents events);

    /// 180: it rings here.
    void ring();

    /// 200: we take the call, with our answer to the offer, or with our own offer where there was none.
    void answer(SessionDescription session);

    /// We do not take the call: a final status of 300 to 699, our words for it, and when to try again.
    void refuse(int status, String reason, Optional<Duration> retryAfter);

    /// Offers another session in the running call: hold, resume, another address (re-INVITE). Both sides at once (491) is tried
    /// again after the pause of RFC 3261 section 14.1.
    void renegotiate(SessionDescription offer);

    /// Asks the far side to call a SIP address instead of us (REFER, RFC 3515).
    void refer(String target);

    /// BYE, CANCEL or 603, whichever the state of the call asks for.
    void hangUp();
}
