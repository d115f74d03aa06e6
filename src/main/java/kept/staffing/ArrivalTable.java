package kept.staffing;

import static kept.database.Times.at;
import static kept.database.Times.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ArrivalTable {
    private static final String INSERT =
            """
            insert into arrival (unit, queue, interval_start, offered, handled, abandoned, talk_seconds, wrap_up_seconds)
            values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (unit, queue, interval_start) do update set
            """;

    private static final String ADD =
            INSERT
                    + """
                    offered = arrival.offered + excluded.offered, handled = arrival.handled + excluded.handled,
                    abandoned = arrival.abandoned + excluded.abandoned,
                    talk_seconds = arrival.talk_seconds + excluded.talk_seconds,
                    wrap_up_seconds = arrival.wrap_up_seconds + excluded.wrap_up_seconds
                    """;

    private static final String REPLACE =
            INSERT
                    + """
                    offered = excluded.offered, handled = excluded.handled, abandoned = excluded.abandoned,
                    talk_seconds = excluded.talk_seconds, wrap_up_seconds = excluded.wrap_up_seconds
                    """;

    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    ArrivalTable(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    void add(Arrival arrival) {
        jdbc.sql(ADD)
                .params(
                        arrival.unit(),
                        arrival.queue(),
                        utc(arrival.start()),
                        arrival.offered(),
                        arrival.handled(),
                        arrival.abandoned(),
                        arrival.talkSeconds(),
                        arrival.wrapUpSeconds())
                .update();
    }

    void replace(List<Arrival> arrivals) {
        batches.batchUpdate(
                REPLACE,
                arrivals,
                BATCH,
                (statement, arrival) -> {
                    statement.setObject(1, arrival.unit());
                    statement.setString(2, arrival.queue());
                    statement.setObject(3, utc(arrival.start()), Types.TIMESTAMP_WITH_TIMEZONE);
                    statement.setInt(4, arrival.offered());
                    statement.setInt(5, arrival.handled());
                    statement.setInt(6, arrival.abandoned());
                    statement.setInt(7, arrival.talkSeconds());
                    statement.setInt(8, arrival.wrapUpSeconds());
                });
    }

    List<String> queues(UUID unit) {
        return jdbc.sql("select distinct queue from arrival where unit = ? order by queue")
                .param(unit)
                .query((row, _) -> row.getString(1))
                .list();
    }

    List<Arrival> between(UUID unit, String queue, Instant from, Instant to) {
        return jdbc.sql(
                        """
                        select unit, queue, interval_start, offered, handled, abandoned, talk_seconds, wrap_up_seconds
                          from arrival where unit = ? and queue = ? and interval_start >= ? and interval_start < ?
                         order by interval_start
                        """)
                .params(unit, queue, utc(from), utc(to))
                .query((row, _) -> arrival(row))
                .list();
    }

    private static Arrival arrival(ResultSet row) throws SQLException {
        return new Arrival(
                row.getObject(1, UUID.class),
                row.getString(2),
                at(row, 3),
                row.getInt(4),
                row.getInt(5),
                row.getInt(6),
                row.getInt(7),
                row.getInt(8));
    }
}
