/// Finds words with a time in what people write: sentence by sentence, by rules for four languages and a small model
/// that runs inside the program. Nothing it reads leaves the machine, and it never records by itself.
@NullMarked
@ApplicationModule(
        displayName = "Catcher",
        allowedDependencies = {"kernel", "calendars"})
package kept.catcher;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
