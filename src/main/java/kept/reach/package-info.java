/// Whether we can be reached: calls to our own lines, what they met, and tests by people whom nobody expects.
@NullMarked
@ApplicationModule(
        displayName = "Reach",
        allowedDependencies = {
            "kernel",
            "database",
            "web",
            "journal",
            "jobs",
            "live",
            "calendars",
            "teams",
            "accounts",
            "promises",
            "routing",
            "contacts",
            "menus",
            "media",
            "hearing",
            "sip",
            "voice"
        })
package kept.reach;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
