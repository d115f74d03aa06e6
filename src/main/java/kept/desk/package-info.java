/// The agents' desk: what is due today, cases and their threads, the board, customers.
@NullMarked
@ApplicationModule(
        displayName = "Desk",
        allowedDependencies = {
            "kernel",
            "web",
            "files",
            "live",
            "journal",
            "calendars",
            "teams",
            "accounts",
            "customers",
            "catcher",
            "promises",
            "makegood",
            "misses",
            "warnings",
            "matters",
            "reminders",
            "steps",
            "cases",
            "proof",
            "mail",
            "contacts",
            "transcripts",
            "recordings",
            "voice"
        })
package kept.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
