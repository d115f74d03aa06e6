/// What was said in calls, line by line: typed by agents, or heard by a machine.
@NullMarked
@ApplicationModule(
        displayName = "Transcripts",
        allowedDependencies = {"kernel", "database", "teams", "contacts"})
package kept.transcripts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
