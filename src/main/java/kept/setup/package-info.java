/// The first start, and the administration of the house.
@NullMarked
@ApplicationModule(
        displayName = "Set-up",
        allowedDependencies = {
            "kernel",
            "database",
            "web",
            "calendars",
            "teams",
            "accounts",
            "journal",
            "jobs",
            "customers",
            "cases",
            "promises",
            "makegood",
            "steps",
            "mail",
            "webhooks"
        })
package kept.setup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
