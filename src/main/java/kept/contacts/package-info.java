/// Conversations by telephone: where each stands, what is owed after one that was cut off, and what became of it.
@NullMarked
@ApplicationModule(
        displayName = "Contacts",
        allowedDependencies = {
            "kernel",
            "database",
            "journal",
            "jobs",
            "live",
            "calendars",
            "teams",
            "customers",
            "promises",
            "cases",
            "routing"
        })
package kept.contacts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
