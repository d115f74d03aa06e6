/// The promise ledger: every word with a date in it, who gave it, who owns it, what became of it, and the one engine
/// that watches them all. It knows what a promise is about only as kind and id.
@NullMarked
@ApplicationModule(
        displayName = "Promises",
        allowedDependencies = {
            "kernel",
            "database",
            "journal",
            "jobs",
            "calendars",
            "forecasts",
            "teams",
            "customers"
        })
package kept.promises;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
