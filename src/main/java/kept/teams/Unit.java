package kept.teams;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A part of the house that answers for work: its calendar, and how soon it answers, in working time of that calendar.
public record Unit(
        UUID id,
        String name,
        UUID calendarId,
        Duration firstAnswer,
        Duration nextAnswer,
        int version,
        @Nullable Instant closedAt) {
    public boolean open() {
        return closedAt == null;
    }
}
