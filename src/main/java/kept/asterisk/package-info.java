/// Calls by an Asterisk that stands in the house: its REST interface and its events (ARI) in place of SIP of our own. Audio comes as RTP, so
/// all above is as with SIP.
@NullMarked
@ApplicationModule(
        displayName = "Asterisk",
        allowedDependencies = {"kernel", "sip"})
package kept.asterisk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
