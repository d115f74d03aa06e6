package kept.calendars;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class CalendarTable {
    private static final TypeReference<Map<String, List<String>>> BLOCKS = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> NAMES = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String COLUMNS =
            """
            id, name, zone, weekly, country, subdivision, own_holidays, exceptions, version, updated_at
            """;

    private final JdbcClient sql;

    CalendarTable(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<SavedCalendar> find(UUID id) {
        return sql.sql("select " + COLUMNS + " from calendar where id = ?")
                .param(id)
                .query(CalendarTable::row)
                .optional();
    }

    List<SavedCalendar> all() {
        return sql.sql("select " + COLUMNS + " from calendar order by name, id")
                .query(CalendarTable::row)
                .list();
    }

    /// The one made first: ids follow time.
    Optional<SavedCalendar> oldest() {
        return sql.sql("select " + COLUMNS + " from calendar order by id limit 1")
                .query(CalendarTable::row)
                .optional();
    }

    /// Whether it was written; not if there is one of that name.
    boolean insert(WorkCalendar calendar, Instant at) {
        return write(
                                """
                                insert into calendar (id, name, zone, weekly, country, subdivision, own_holidays, exceptions, updated_at)
                                values (:id, :name, :zone, cast(:weekly as jsonb), :country, :subdivision,
                                        cast(:ownHolidays as jsonb), cast(:exceptions as jsonb), :at)
                                on conflict (name) do nothing
                                """,
                                calendar,
                                at)
                        .update()
                == 1;
    }

    /// Whether it was written; not if its version is another meanwhile.
    boolean update(WorkCalendar calendar, int expectedVersion, Instant at) {
        return write(
                                """
                                update calendar
                                set name = :name, zone = :zone, weekly = cast(:weekly as jsonb),
                                    country = :country, subdivision = :subdivision,
                                    own_holidays = cast(:ownHolidays as jsonb),
                                    exceptions = cast(:exceptions as jsonb),
                                    version = version + 1, updated_at = :at
                                where id = :id and version = :version
                                """,
                                calendar,
                                at)
                        .param("version", expectedVersion)
                        .update()
                == 1;
    }

    private JdbcClient.StatementSpec write(String statement, WorkCalendar calendar, Instant at) {
        var text = CalendarText.of(calendar);
        return sql.sql(statement)
                .param("id", calendar.id())
                .param("name", text.name())
                .param("zone", text.zone())
                .param("weekly", JSON.writeValueAsString(text.weekly()))
                .param("country", text.country())
                .param("subdivision", text.subdivision())
                .param("ownHolidays", JSON.writeValueAsString(text.ownHolidays()))
                .param("exceptions", JSON.writeValueAsString(text.exceptions()))
                .param("at", at.atOffset(ZoneOffset.UTC));
    }

    private static SavedCalendar row(ResultSet row, int number) throws SQLException {
        var text =
                new CalendarText(
                        row.getString("name"),
                        row.getString("zone"),
                        JSON.readValue(row.getString("weekly"), BLOCKS),
                        row.getString("country"),
                        row.getString("subdivision"),
                        JSON.readValue(row.getString("own_holidays"), NAMES),
                        JSON.readValue(row.getString("exceptions"), BLOCKS));
        return new SavedCalendar(
                text.read(row.getObject("id", UUID.class)),
                row.getInt("version"),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
