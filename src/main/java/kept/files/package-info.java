/// Bytes that came from outside, kept as they came: raw mail and attachments.
@NullMarked
@ApplicationModule(
        displayName = "Files",
        allowedDependencies = {"kernel", "database"})
package kept.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
