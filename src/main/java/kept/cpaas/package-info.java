/// Calls by a cloud provider: its webhooks in place of signalling, and a two-way stream of sound by WebSocket in place of RTP. It speaks the
/// form and JSON of Twilio, which many others copy.
@NullMarked
@ApplicationModule(
        displayName = "Cloud telephone provider",
        allowedDependencies = {"kernel", "web", "accounts", "outbox", "sip"})
package kept.cpaas;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
