/// The customer's own page: what we owe him, by signed link and without an account.
@NullMarked
@ApplicationModule(
        displayName = "Portal",
        allowedDependencies = {
            "kernel",
            "web",
            "teams",
            "accounts",
            "customers",
            "promises",
            "makegood",
            "warnings",
            "matters",
            "steps",
            "cases",
            "contacts"
        })
package kept.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
