package kept.sheets;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// When sheets leave, and which have left.
@Repository
class SheetHoursTable {
    private final JdbcClient jdbc;

    SheetHoursTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<UUID, SheetHours> all() {
        return jdbc
                .sql("select place, morning, evening, monthly from sheet_hours")
                .query((row, _) ->
                        new SheetHours(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getString(3),
                                row.getBoolean(4)))
                .list()
                .stream()
                .collect(Collectors.toMap(SheetHours::place, h -> h));
    }

    SheetHours of(UUID place) {
        return all().getOrDefault(place, SheetHours.usual(place));
    }

    void save(SheetHours hours) {
        jdbc.sql(
                        """
                        insert into sheet_hours (place, morning, evening, monthly) values (?, ?, ?, ?)
                            on conflict (place) do update set morning = excluded.morning, evening = excluded.evening,
                                   monthly = excluded.monthly
                        """)
                .params(hours.place(), hours.morning(), hours.evening(), hours.monthly())
                .update();
    }

    /// False if that sheet of that day has left already.
    boolean leaves(UUID place, String sheet, LocalDate day, Instant at) {
        return jdbc.sql(
                                "insert into sheet_sent (place, sheet, day, at) values (?, ?, ?, ?) on conflict do nothing")
                        .params(place, sheet, day, OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// When the timer of a kind rings for a place, if there is one.
    Optional<Instant> timer(String kind, UUID place) {
        return jdbc.sql("select due_at from timer where kind = ? and subject = ?")
                .params(kind, place)
                .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }
}
