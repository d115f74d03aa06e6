package kept.teams;

import java.time.Instant;
import java.util.UUID;

/// A time in which `deputy` stands in for `person`.
public record Absence(
        UUID id, UUID person, UUID deputy, Instant startsAt, Instant endsAt, String note) {
    public boolean covers(Instant at) {
        return !at.isBefore(startsAt) && at.isBefore(endsAt);
    }
}
