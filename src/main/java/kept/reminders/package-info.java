/// "You said by Monday": words that customers say we gave, matched to the ledger, or raised as unrecorded for the unit to
/// accept or refute.
@NullMarked
@ApplicationModule(
        displayName = "Reminders",
        allowedDependencies = {
            "kernel",
            "database",
            "calendars",
            "teams",
            "customers",
            "catcher",
            "promises",
            "cases"
        })
package kept.reminders;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
