/// What was said in calls and left as messages: kept, listened to for a reason, and erased when its time is over.
@NullMarked
@ApplicationModule(
        displayName = "Recordings",
        allowedDependencies = {
            "kernel",
            "database",
            "web",
            "files",
            "journal",
            "jobs",
            "teams",
            "accounts",
            "contacts",
            "transcripts"
        })
package kept.recordings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
