package kept.outbox;

import static kept.database.Times.utc;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class OutboxTable {
    private final JdbcClient jdbc;

    OutboxTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Takes effects for `lease`; if the holder dies, they come up again when it has run out, unless only effects
    /// that nobody holds are asked for.
    List<Effect> take(UUID holder, Instant now, Duration lease, boolean onlyFree, int most) {
        return jdbc.sql(
                        """
                        update outbox set holder = ?, next_try_at = ?, attempts = attempts + 1
                         where id in (select id from outbox where next_try_at <= ? and (holder is null or not ?)
                                       order by next_try_at
                                       limit ? for update skip locked)
                        returning id, kind, subject, attempts - 1, created_at
                        """)
                .params(holder, utc(now.plus(lease)), utc(now), onlyFree, most)
                .query((row, _) ->
                        new Effect(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getObject(3, UUID.class),
                                row.getInt(4),
                                row.getObject(5, OffsetDateTime.class).toInstant()))
                .list();
    }

    /// Makes the lease on all that the holder holds run from now.
    void renew(UUID holder, Instant now, Duration lease) {
        jdbc.sql("update outbox set next_try_at = ? where holder = ? and next_try_at is not null")
                .params(utc(now.plus(lease)), holder)
                .update();
    }

    void over(UUID id, UUID holder) {
        jdbc.sql(
                        "update outbox set next_try_at = null, holder = null, trouble = null where id = ? and holder = ?")
                .params(id, holder)
                .update();
    }

    void again(UUID id, UUID holder, Instant nextTry, String trouble) {
        jdbc.sql(
                        "update outbox set next_try_at = ?, trouble = ?, holder = null where id = ? and holder = ?")
                .params(utc(nextTry), trouble, id, holder)
                .update();
    }
}
