package kept.setup;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What could not leave the house yet, and why.
@Repository
class OutgoingTrouble {
    private static final int MOST = 20;

    private final JdbcClient jdbc;

    OutgoingTrouble(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Stuck> latest() {
        return jdbc.sql(
                        """
                        select kind, trouble, attempts, created_at, next_try_at from outbox
                         where next_try_at is not null and trouble is not null order by created_at desc limit ?
                        """)
                .param(MOST)
                .query((row, _) ->
                        new Stuck(
                                row.getString(1),
                                row.getString(2),
                                row.getInt(3),
                                at(row.getObject(4, OffsetDateTime.class)),
                                at(row.getObject(5, OffsetDateTime.class))))
                .list();
    }

    private static Instant at(OffsetDateTime time) {
        return time.toInstant();
    }
}
