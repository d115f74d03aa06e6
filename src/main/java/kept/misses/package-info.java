/// Why words were broken: a short list of reasons, chosen with one key by whoever knows.
@NullMarked
@ApplicationModule(
        displayName = "Misses",
        allowedDependencies = {"kernel", "database", "journal", "teams", "promises"})
package kept.misses;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
