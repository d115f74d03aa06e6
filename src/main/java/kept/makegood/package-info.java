/// Makes good for broken words: what a customer gets by rule when we break one, granted once and without his asking, and
/// what people may add to it.
@NullMarked
@ApplicationModule(
        displayName = "Make-good",
        allowedDependencies = {
            "kernel",
            "database",
            "journal",
            "jobs",
            "calendars",
            "teams",
            "promises"
        })
package kept.makegood;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
