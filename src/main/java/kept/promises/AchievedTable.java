package kept.promises;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What a unit really achieved: from when a word was first given until it was done.
@Repository
class AchievedTable {
    private final JdbcClient jdbc;

    AchievedTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// `deliveredAt` is null for what is not done.
    record Achieved(Instant givenAt, @Nullable Instant deliveredAt) {}

    /// The latest chains of a unit and kind, except those that customers or we called off.
    List<Achieved> of(UUID unit, String kind, int most) {
        return jdbc.sql(
                        """
                        select f.given_at, l.delivered_at
                          from promise f
                          join lateral (select * from promise p where p.chain = f.chain order by p.level desc limit 1) l on true
                         where f.level = 0 and f.unit = ? and f.kind = ? and l.state not in ('void', 'released', 'withdrawn')
                         order by f.given_at desc limit ?
                        """)
                .params(unit, kind, most)
                .query((row, _) -> {
                    var delivered = row.getObject(2, OffsetDateTime.class);
                    return new Achieved(
                            row.getObject(1, OffsetDateTime.class).toInstant(),
                            delivered == null ? null : delivered.toInstant());
                })
                .list();
    }
}
