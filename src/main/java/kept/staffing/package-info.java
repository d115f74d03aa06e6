/// How many people a line needs: what is expected to come, and what becomes of it with so many at the telephone.
@NullMarked
@ApplicationModule(
        displayName = "Staffing",
        allowedDependencies = {"kernel", "database", "web", "calendars", "teams", "accounts"})
package kept.staffing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
