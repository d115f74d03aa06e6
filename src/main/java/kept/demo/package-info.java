/// Sample data: a telecom, a bank branch and a furniture maker under one roof, with four weeks of history in which
/// the five stories happen. Everything goes through the front doors, under a clock that starts four weeks ago.
@NullMarked
@ApplicationModule(
        displayName = "Demo",
        allowedDependencies = {
            "kernel",
            "calendars",
            "jobs",
            "journal",
            "teams",
            "accounts",
            "customers",
            "promises",
            "makegood",
            "steps",
            "matters",
            "misses",
            "cases",
            "routing",
            "contacts",
            "menus",
            "prompts",
            "media",
            "sip",
            "voice",
            "reach",
            "web"
        })
package kept.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
