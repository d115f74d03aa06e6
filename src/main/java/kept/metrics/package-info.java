/// Figures for Prometheus, on a port of their own.
@NullMarked
@ApplicationModule(
        displayName = "Metrics",
        allowedDependencies = {"kernel", "database", "mail"})
package kept.metrics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
