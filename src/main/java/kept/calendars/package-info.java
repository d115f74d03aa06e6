/// When a house works: opening hours, holidays and exceptions in a time zone, and how much working time lies between two
/// moments. Knows nobody but the kernel.
@NullMarked
@ApplicationModule(
        displayName = "Calendars",
        allowedDependencies = {"kernel"})
package kept.calendars;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
