package kept.voice;

import static kept.database.Times.at;
import static kept.database.Times.atOrNull;
import static kept.database.Times.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class LineIncidentTable {
    private static final String SELECT =
            "select id, line, opened_at, closed_at, drops, promise, cause, why from line_incident";

    private final JdbcClient jdbc;

    LineIncidentTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// False if the line is red already.
    boolean insert(LineIncident incident) {
        return jdbc.sql(
                                """
                                insert into line_incident (id, line, opened_at, drops, promise, cause, why)
                                    values (?, ?, ?, ?, ?, ?, ?)
                                    on conflict (line) where closed_at is null do nothing
                                """)
                        .params(
                                incident.id(),
                                incident.line(),
                                utc(incident.openedAt()),
                                incident.drops(),
                                incident.promise(),
                                incident.cause().word(),
                                incident.why())
                        .update()
                == 1;
    }

    List<LineIncident> open() {
        return jdbc.sql(SELECT + " where closed_at is null order by opened_at")
                .query((row, _) -> incident(row))
                .list();
    }

    List<LineIncident> since(String line, Instant since) {
        return jdbc.sql(
                        SELECT
                                + " where line = ? and (closed_at is null or closed_at >= ?) order by opened_at desc")
                .params(line, utc(since))
                .query((row, _) -> incident(row))
                .list();
    }

    boolean close(UUID id, Instant at) {
        return jdbc.sql("update line_incident set closed_at = ? where id = ? and closed_at is null")
                        .params(utc(at), id)
                        .update()
                == 1;
    }

    private static LineIncident incident(ResultSet row) throws SQLException {
        return new LineIncident(
                row.getObject(1, UUID.class),
                row.getString(2),
                at(row, 3),
                atOrNull(row, 4),
                row.getInt(5),
                row.getObject(6, UUID.class),
                LineIncident.Cause.of(row.getString(7)),
                row.getString(8));
    }
}
