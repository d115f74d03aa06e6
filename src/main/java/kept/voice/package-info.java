/// The telephone: calls that come in, wait, are put through, held, cut off and rung back.
@NullMarked
@ApplicationModule(
        displayName = "Voice",
        allowedDependencies = {
            "kernel",
            "database",
            "web",
            "live",
            "journal",
            "jobs",
            "calendars",
            "teams",
            "accounts",
            "customers",
            "promises",
            "cases",
            "routing",
            "contacts",
            "catcher",
            "transcripts",
            "recordings",
            "menus",
            "staffing",
            "prompts",
            "media",
            "webphone",
            "sip",
            "asterisk",
            "cpaas"
        })
package kept.voice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
