/// Signing in and what each may do: passwords, sign-ins, API tokens, one-time links and the list of routes.
@NullMarked
@ApplicationModule(
        displayName = "Accounts",
        allowedDependencies = {"kernel", "database", "journal", "teams", "web"})
package kept.accounts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
