/// The append-only, hash-chained history of cases, promises and people: proof, event log and source of live news.
@NullMarked
@ApplicationModule(
        displayName = "Journal",
        allowedDependencies = {"kernel", "database", "jobs"})
package kept.journal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
