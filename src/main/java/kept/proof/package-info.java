/// Proof for disputes: everything about a case in one file that anybody can check without us, as JSON and on paper.
@NullMarked
@ApplicationModule(
        displayName = "Proof",
        allowedDependencies = {
            "kernel",
            "web",
            "paper",
            "journal",
            "teams",
            "accounts",
            "customers",
            "promises",
            "cases"
        })
package kept.proof;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
