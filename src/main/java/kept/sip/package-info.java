/// The telephone line: calls set up, changed and ended by SIP (RFC 3261). It knows neither queues nor menus.
@NullMarked
@ApplicationModule(
        displayName = "Telephone line",
        allowedDependencies = {"kernel"})
package kept.sip;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
