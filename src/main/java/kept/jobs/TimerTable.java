package kept.jobs;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class TimerTable {
    private final JdbcClient jdbc;

    TimerTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Takes away up to `most` timers that are due, earliest first, passing over those another node holds.
    List<Timer> take(Instant now, int most) {
        return jdbc
                .sql(
                        """
                        with due as materialized (
                            select kind, subject from timer where due_at <= ? order by due_at limit ? for update skip locked)
                        delete from timer t using due where t.kind = due.kind and t.subject = due.subject
                        returning t.kind, t.subject, t.due_at
                        """)
                .params(OffsetDateTime.ofInstant(now, ZoneOffset.UTC), most)
                .query((row, _) ->
                        new Timer(
                                row.getString(1),
                                row.getObject(2, UUID.class),
                                row.getObject(3, OffsetDateTime.class).toInstant()))
                .list()
                .stream()
                .sorted(java.util.Comparator.comparing(Timer::dueAt))
                .toList();
    }

    /// Puts back a timer that failed, to be tried again later and later, an hour apart at most.
    void putBack(Timer timer, String trouble, Instant now) {
        jdbc.sql(
                        """
                        update timer set attempts = attempts + 1, trouble = ?,
                               due_at = ?::timestamptz + least(interval '1 hour', interval '1 second' * power(2, attempts))
                         where kind = ? and subject = ?
                        """)
                .params(
                        trouble,
                        OffsetDateTime.ofInstant(now, ZoneOffset.UTC),
                        timer.kind(),
                        timer.subject())
                .update();
    }

    /// When the next timer is due.
    Optional<Instant> next() {
        return jdbc.sql("select due_at from timer order by due_at limit 1")
                .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    /// How many have waited past their time, and for how long the eldest.
    Backlog backlog(Instant now) {
        return jdbc.sql("select count(*), min(due_at) from timer where due_at <= ?")
                .param(OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .query((row, _) -> {
                    var eldest = row.getObject(2, OffsetDateTime.class);
                    return new Backlog(row.getLong(1), eldest == null ? now : eldest.toInstant());
                })
                .single();
    }

    record Backlog(long waiting, Instant eldest) {}
}
