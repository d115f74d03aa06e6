/// What a caller hears before a person: trees of choices, checked before they are live.
@NullMarked
@ApplicationModule(
        displayName = "Menus",
        allowedDependencies = {
            "kernel",
            "database",
            "web",
            "journal",
            "teams",
            "accounts",
            "routing",
            "contacts"
        })
package kept.menus;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
