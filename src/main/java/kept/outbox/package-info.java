/// What must leave the house: an effect stands as a row in the transaction of its cause, and a worker carries it out.
@NullMarked
@ApplicationModule(
        displayName = "Outbox",
        allowedDependencies = {"kernel", "database"})
package kept.outbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
