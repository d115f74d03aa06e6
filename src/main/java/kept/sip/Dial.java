package kept.sip;

import java.time.Duration;
import java.util.Optional;

/// A call to be made.
///
/// @param target whom to call, as a SIP address (`sip:+4930123@trunk.example;transport=tcp`)
/// @param caller who calls, as the far side is to see it
/// @param account what to prove ourselves with when asked for a digest (401, 407)
/// @param network which way into the telephone network makes the call; empty for our own SIP. Its target is a plain number
/// @param route where to send it instead of to the host of the target, as `host:port`; empty for none
/// @param ringFor how long it may ring before we give up
public record Dial(
        String target,
        Caller caller,
        SessionDescription offer,
        Optional<TrunkAccount> account,
        String network,
        String route,
        Duration ringFor) {

    /// A call that needs no digest, straight to its target; half a minute of ringing.
    public static Dial to(String target, Caller caller, SessionDescription offer) {
        return new Dial(target, caller, offer, Optional.empty(), "", "", Duration.ofSeconds(30));
    }

    /// A call to a number by another way into the network than our own SIP; half a minute of ringing.
    public static Dial by(String network, String number, Caller caller, SessionDescription offer) {
        return new Dial(
                number, caller, offer, Optional.empty(), network, "", Duration.ofSeconds(30));
    }

    public Dial with(TrunkAccount other) {
        return new Dial(target, caller, offer, Optional.of(other), network, route, ringFor);
    }

    public Dial ringingFor(Duration other) {
        return new Dial(target, caller, offer, account, network, route, other);
    }
}
