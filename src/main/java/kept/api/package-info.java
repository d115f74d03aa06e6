/// The REST interface that programs rely on.
@NullMarked
@ApplicationModule(
        displayName = "API",
        allowedDependencies = {
            "kernel",
            "database",
            "web",
            "calendars",
            "teams",
            "accounts",
            "customers",
            "catcher",
            "promises",
            "makegood",
            "steps",
            "cases",
            "journal",
            "jobs",
            "reports",
            "staffing",
            "webhooks"
        })
package kept.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
