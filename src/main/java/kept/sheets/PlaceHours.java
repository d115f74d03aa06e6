package kept.sheets;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// When a place gets its sheets by mail, and when next; `null` for never.
public record PlaceHours(
        UUID place,
        String name,
        SheetHours hours,
        String zone,
        @Nullable Instant nextMorning,
        @Nullable Instant nextEvening,
        @Nullable Instant nextMonth) {
    public boolean house() {
        return place.equals(Place.HOUSE);
    }
}
