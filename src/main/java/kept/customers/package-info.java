/// People and organisations we serve, and how to reach them.
@NullMarked
@ApplicationModule(
        displayName = "Customers",
        allowedDependencies = {"kernel", "database", "journal", "teams"})
package kept.customers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
