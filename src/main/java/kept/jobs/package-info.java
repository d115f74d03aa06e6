/// Durable timers: a row in the transaction of its cause, fired once, never early, soon after its time.
@NullMarked
@ApplicationModule(
        displayName = "Jobs",
        allowedDependencies = {"kernel", "database"})
package kept.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
