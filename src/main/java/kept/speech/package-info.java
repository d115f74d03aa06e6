/// Makes words of recordings, where a model for it is given.
@NullMarked
@ApplicationModule(
        displayName = "Speech",
        allowedDependencies = {
            "kernel",
            "database",
            "jobs",
            "live",
            "contacts",
            "transcripts",
            "recordings"
        })
package kept.speech;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
