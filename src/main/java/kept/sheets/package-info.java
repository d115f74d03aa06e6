/// What a unit must know in the morning, and what it owes in the evening: as page, paper, table, and mail at set times.
@NullMarked
@ApplicationModule(
        displayName = "Sheets",
        allowedDependencies = {
            "kernel",
            "database",
            "web",
            "paper",
            "jobs",
            "journal",
            "calendars",
            "teams",
            "accounts",
            "mail",
            "reports"
        })
package kept.sheets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
