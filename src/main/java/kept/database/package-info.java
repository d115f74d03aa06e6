/// The database: a PostgreSQL of our own or one by address, the connections to it, and its backup.
@NullMarked
@ApplicationModule(
        displayName = "Database",
        allowedDependencies = {"kernel"})
package kept.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
