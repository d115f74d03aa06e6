package kept.sip;

import java.net.InetSocketAddress;
import java.util.Optional;

/// A call that wants to come in: who calls which number, from which address, and what audio he offers. The offer is empty
/// where we are to make one in our answer (late offer, RFC 3261 section 13.2.1).
///
/// @param phone the user of our own phone that proved itself by digest; empty for a trunk
public record CallOffer(
        String callId,
        Caller caller,
        String called,
        Optional<String> phone,
        InetSocketAddress from,
        Optional<SessionDescription> session) {}
