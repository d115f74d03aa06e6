/// The matter comes again: a customer who writes about the same thing for the third time, or after a broken word, meets
/// somebody who decides, with the whole history on top, and no script.
@NullMarked
@ApplicationModule(
        displayName = "Matters",
        allowedDependencies = {
            "kernel",
            "database",
            "jobs",
            "teams",
            "customers",
            "catcher",
            "promises",
            "cases"
        })
package kept.matters;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
