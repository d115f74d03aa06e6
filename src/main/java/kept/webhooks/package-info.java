/// Tells other programs what happens, by signed calls to addresses they gave (Standard Webhooks).
@NullMarked
@ApplicationModule(
        displayName = "Webhooks",
        allowedDependencies = {
            "kernel",
            "database",
            "journal",
            "outbox",
            "teams",
            "promises",
            "makegood",
            "warnings",
            "steps",
            "cases"
        })
package kept.webhooks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
