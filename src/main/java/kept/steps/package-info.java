/// Backs promises that need other units: steps planned backwards from the due time, accepted by their units by rule or by
/// hand, and the minute at which the plan turned red, and where.
@NullMarked
@ApplicationModule(
        displayName = "Steps",
        allowedDependencies = {
            "kernel",
            "database",
            "web",
            "journal",
            "jobs",
            "calendars",
            "teams",
            "promises"
        })
package kept.steps;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
