package kept.promises;

import static kept.database.Times.utc;
import static kept.database.Times.utcOrNull;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class MovedDueTable {
    private final JdbcClient jdbc;

    MovedDueTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Running words that mean a time on the wall and were counted by rules of another version.
    List<UUID> countedByOthers(String tzdb, int most) {
        return jdbc.sql(
                        """
                        select id from promise where state in ('given', 'atRisk', 'claimed') and next is null
                           and tzdb <> ? order by due limit ?
                        """)
                .params(tzdb, most)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    DueAsMeant meant(UUID id) {
        return jdbc.sql("select due_local, due_zone, tzdb from promise where id = ?")
                .param(id)
                .query((row, _) ->
                        new DueAsMeant(
                                row.getObject(1, LocalDateTime.class),
                                ZoneId.of(row.getString(2)),
                                row.getString(3)))
                .single();
    }

    void countedBy(UUID id, String tzdb) {
        jdbc.sql("update promise set tzdb = ? where id = ?").params(tzdb, id).update();
    }

    void move(Promise p, String tzdb) {
        var times = p.times();
        jdbc.sql(
                        "update promise set due = ?, remind_at = ?, risk_at = ?, wake_at = ?, tzdb = ?, version = ?, head = ? where id = ?")
                .params(
                        Arrays.asList(
                                utc(times.due()),
                                utcOrNull(times.remindAt()),
                                utc(times.riskAt()),
                                utcOrNull(p.course().wakeAt()),
                                tzdb,
                                p.head().position(),
                                p.head().hash(),
                                p.id()))
                .update();
    }

    void insert(UUID id, String tzdb, ZoneId zone, Instant before, Instant after, Instant at) {
        jdbc.sql(
                        "insert into moved_due (promise_id, tzdb, zone, before, after, at) values (?, ?, ?, ?, ?, ?)")
                .params(id, tzdb, zone.getId(), utc(before), utc(after), utc(at))
                .update();
    }

    List<MovedDue> latest(int most) {
        return jdbc.sql(
                        """
                        select m.promise_id, p.said_text, m.zone, m.before, m.after, m.at
                          from moved_due m join promise p on p.id = m.promise_id order by m.at desc limit ?
                        """)
                .param(most)
                .query((row, _) ->
                        new MovedDue(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                ZoneId.of(row.getString(3)),
                                row.getObject(4, OffsetDateTime.class).toInstant(),
                                row.getObject(5, OffsetDateTime.class).toInstant(),
                                row.getObject(6, OffsetDateTime.class).toInstant()))
                .list();
    }
}
