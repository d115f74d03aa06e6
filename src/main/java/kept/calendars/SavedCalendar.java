package kept.calendars;

import java.time.Instant;

/// A calendar as it is kept; `version` counts its changes.
public record SavedCalendar(WorkCalendar calendar, int version, Instant updatedAt) {}
