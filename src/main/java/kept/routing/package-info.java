/// The line: who waits for whom, and who is next.
@NullMarked
@ApplicationModule(
        displayName = "Routing",
        allowedDependencies = {"kernel", "database", "journal", "jobs", "live", "teams"})
package kept.routing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
