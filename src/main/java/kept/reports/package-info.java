/// Looking back: what became of the words that were given.
@NullMarked
@ApplicationModule(
        displayName = "Reports",
        allowedDependencies = {
            "kernel",
            "database",
            "web",
            "paper",
            "journal",
            "jobs",
            "calendars",
            "teams",
            "accounts",
            "catcher",
            "promises",
            "forecasts"
        })
package kept.reports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
