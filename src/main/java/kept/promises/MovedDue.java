package kept.promises;

import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;

/// A due time that moved because the rules of its time zone changed; on the wall it is the same time as before.
public record MovedDue(
        UUID promise, String saidText, ZoneId zone, Instant before, Instant after, Instant at) {}
