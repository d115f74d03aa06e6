/// The people of the house: persons, their roles, the units they work in, and who stands in for whom.
@NullMarked
@ApplicationModule(
        displayName = "Teams",
        allowedDependencies = {"kernel", "database", "journal", "jobs", "calendars"})
package kept.teams;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
