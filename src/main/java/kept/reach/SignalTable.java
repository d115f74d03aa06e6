package kept.reach;

import static kept.database.Times.utc;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SignalTable {
    private final JdbcClient jdbc;

    SignalTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean knows(String line, Instant hour) {
        return jdbc.sql("select 1 from reach_hour where line = ? and hour = ?")
                .params(line, utc(hour))
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    void insert(String line, Instant hour, Callers callers) {
        jdbc.sql(
                        """
                        insert into reach_hour (line, hour, calls, rang, unanswered, dropped, abandoned)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .params(
                        line,
                        utc(hour),
                        callers.calls(),
                        callers.rang(),
                        callers.unanswered(),
                        callers.dropped(),
                        callers.abandoned())
                .update();
    }

    void forget(Instant before) {
        jdbc.sql("delete from reach_hour where hour < ?").param(utc(before)).update();
    }

    Callers sum(String line, Instant from, Instant to) {
        return jdbc.sql(
                        """
                        select coalesce(sum(calls), 0), coalesce(sum(rang), 0), coalesce(sum(unanswered), 0),
                               coalesce(sum(dropped), 0), coalesce(sum(abandoned), 0)
                          from reach_hour where line = ? and hour >= ? and hour <= ?
                        """)
                .params(line, utc(from), utc(to))
                .query((row, _) ->
                        new Callers(
                                row.getInt(1),
                                row.getInt(2),
                                row.getInt(3),
                                row.getInt(4),
                                row.getInt(5)))
                .optional()
                .orElse(Callers.NONE);
    }
}
