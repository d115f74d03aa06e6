/// The case: one matter of one customer, its thread of messages and notes, and whose move it is.
@NullMarked
@ApplicationModule(
        displayName = "Cases",
        allowedDependencies = {
            "kernel",
            "database",
            "journal",
            "files",
            "calendars",
            "teams",
            "customers",
            "promises"
        })
package kept.cases;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
