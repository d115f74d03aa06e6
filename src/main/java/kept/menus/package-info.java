/// What a caller hears before a person: trees of choices, checked before they are live.
@NullMarked
@ApplicationModule(
        displayName = "Menus",
        allowedDependencies = {"kernel", "database", "journal", "teams", "calendars", "routing"})
package kept.menus;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
