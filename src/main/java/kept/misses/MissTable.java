package kept.misses;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class MissTable {
    private final JdbcClient jdbc;

    MissTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<MissReason> reasons() {
        return jdbc.sql(
                        "select code, key, words from miss_reason where key is not null order by (key + 9) % 10")
                .query((row, _) ->
                        new MissReason(row.getString(1), row.getInt(2), row.getString(3)))
                .list();
    }

    List<Miss> of(List<UUID> promises) {
        return jdbc.sql(
                        """
                        select m.promise, r.code, coalesce(r.key, -1), r.words, m.by, m.at
                          from miss m join miss_reason r on r.code = m.reason where m.promise = any(?)
                        """)
                .param(promises.toArray(UUID[]::new))
                .query((row, _) ->
                        new Miss(
                                row.getObject(1, UUID.class),
                                new MissReason(row.getString(2), row.getInt(3), row.getString(4)),
                                row.getObject(5, UUID.class),
                                row.getObject(6, OffsetDateTime.class).toInstant()))
                .list();
    }

    void save(UUID promise, String reason, UUID by, Instant at) {
        jdbc.sql(
                        """
                        insert into miss (promise, reason, by, at) values (?, ?, ?, ?)
                            on conflict (promise) do update set reason = excluded.reason, by = excluded.by, at = excluded.at
                        """)
                .params(promise, reason, by, OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .update();
    }
}
