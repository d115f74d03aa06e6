package kept.metrics;

import static kept.database.Times.utc;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Counts what waits. Each query walks a partial index over what is open, not the history.
final class FigureTable {
    private final JdbcClient jdbc;

    FigureTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Open promises of one state, and how many of them are past their time.
    record Open(String state, long all, long late) {}

    /// Things that wait: how many, how many of them had trouble, and seconds since the eldest began to.
    record Waiting(long all, long troubled, double eldest) {}

    List<Open> promises(Instant now) {
        return jdbc.sql(
                        """
                        select state, count(*), count(*) filter (where due <= ?) from promise
                         where state in ('given', 'atRisk', 'claimed', 'broken') and next is null group by state
                        """)
                .param(utc(now))
                .query((row, _) -> new Open(row.getString(1), row.getLong(2), row.getLong(3)))
                .list();
    }

    long timers() {
        return jdbc.sql("select count(*) from timer").query(Long.class).single();
    }

    Waiting timersOverdue(Instant now) {
        return waiting(
                "select count(*), count(*) filter (where trouble is not null), min(due_at) from timer where due_at <= ?",
                now,
                utc(now));
    }

    Waiting outbox(Instant now) {
        return waiting(
                "select count(*), count(*) filter (where trouble is not null), min(created_at) from outbox where next_try_at is not null",
                now);
    }

    Waiting mailToFile(Instant now) {
        return waiting(
                "select count(*), 0, min(received_at) from incoming_mail where state = 'waiting'",
                now);
    }

    private Waiting waiting(String sql, Instant now, Object... values) {
        return jdbc.sql(sql)
                .params(values)
                .query((row, _) -> {
                    var eldest = row.getObject(3, OffsetDateTime.class);
                    double age =
                            eldest == null
                                    ? 0
                                    : Math.max(
                                            0,
                                            (now.toEpochMilli() - eldest.toInstant().toEpochMilli())
                                                    / 1e3);
                    return new Waiting(row.getLong(1), row.getLong(2), age);
                })
                .single();
    }
}
