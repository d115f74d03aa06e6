/// Bad news early: when a word is likely to be late, its owner tells the customer before the time, with the reason and a
/// new date that holds; if he does not, the house does, and says so to his lead.
@NullMarked
@ApplicationModule(
        displayName = "Warnings",
        allowedDependencies = {
            "kernel",
            "database",
            "journal",
            "jobs",
            "calendars",
            "teams",
            "customers",
            "promises",
            "steps"
        })
package kept.warnings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
