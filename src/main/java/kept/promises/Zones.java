package kept.promises;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import org.springframework.stereotype.Component;

/// The rules of time zones that this Java knows (tzdb), and their version, such as `2026a`.
@Component
class Zones {
    String version() {
        return ZoneRulesProvider.getVersions("UTC").lastEntry().getKey();
    }

    /// The instant at which clocks there show that time; after a gap, as much later as the gap is long.
    Instant instant(LocalDateTime local, ZoneId zone) {
        return local.atZone(zone).toInstant();
    }
}
