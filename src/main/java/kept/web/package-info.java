/// How pages and answers leave the house: templates, headers, errors, and the guard against other sites.
@NullMarked
@ApplicationModule(
        displayName = "Web",
        allowedDependencies = {"kernel"})
package kept.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
