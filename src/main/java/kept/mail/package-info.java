/// Mail machinery: reads any mail, hostile mail included, takes it in by SMTP and IMAP, builds and sends it. What a mail means for a case is others' business.
@NullMarked
@ApplicationModule(
        displayName = "Mail",
        allowedDependencies = {
            "kernel",
            "database",
            "web",
            "files",
            "outbox",
            "teams",
            "accounts",
            "customers",
            "catcher",
            "promises",
            "makegood",
            "warnings",
            "matters",
            "steps",
            "cases",
            "journal"
        })
package kept.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
