/// Words as sound: what callers hear us say.
@NullMarked
@ApplicationModule(
        displayName = "Prompts",
        allowedDependencies = {"kernel", "database", "journal", "teams", "files", "media"})
package kept.prompts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
