/// Tells open pages that something changed; each page then asks for what it shows.
@NullMarked
@ApplicationModule(
        displayName = "Live",
        allowedDependencies = {"kernel", "journal"})
package kept.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
