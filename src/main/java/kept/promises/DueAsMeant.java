package kept.promises;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/// A due time as people mean it: what the clock on the wall of a place shows, and by which rules that was counted.
record DueAsMeant(LocalDateTime local, ZoneId zone, String tzdb) {
    static DueAsMeant of(Instant due, ZoneId zone, String tzdb) {
        return new DueAsMeant(LocalDateTime.ofInstant(due, zone), zone, tzdb);
    }
}
