package kept.desk;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import kept.warnings.Warning;

/// Bad news that waits to be told, with the draft that the customer would read and whether he can be written to.
public record WarningRow(PromiseRow row, Warning warning, String draft, boolean reachable) {
    private static final DateTimeFormatter INPUT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    /// The new time as a form field shows it, in the zone of whoever looks; empty if there is none.
    public String newDue(ZoneId zone) {
        Instant due = warning.newDue();
        return due == null ? "" : INPUT.format(due.atZone(zone));
    }
}
