package kept.routing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class QueueTable {
    private static final String SELECT =
            """
            select id, name, unit, skills, goal_share, goal_seconds, last_agent_seconds, widen_seconds, ring_seconds,
                   limit_seconds, at_limit, wrap_up_seconds, overflow, outside from queue
            """;

    private final JdbcClient jdbc;

    QueueTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Queue> all() {
        return jdbc.sql(SELECT + " order by name").query((row, _) -> queue(row)).list();
    }

    void save(Queue queue) {
        insert(
                queue,
                """
                on conflict (id) do update set name = excluded.name, unit = excluded.unit, skills = excluded.skills,
                   goal_share = excluded.goal_share, goal_seconds = excluded.goal_seconds,
                   last_agent_seconds = excluded.last_agent_seconds, widen_seconds = excluded.widen_seconds,
                   ring_seconds = excluded.ring_seconds, limit_seconds = excluded.limit_seconds,
                   at_limit = excluded.at_limit, wrap_up_seconds = excluded.wrap_up_seconds,
                   overflow = excluded.overflow, outside = excluded.outside
                """);
    }

    /// Makes a queue, unless somebody else made one of its name first.
    void addFirst(Queue queue) {
        insert(queue, "on conflict do nothing");
    }

    private void insert(Queue queue, String onConflict) {
        jdbc.sql(
                        """
                        insert into queue (id, name, unit, skills, goal_share, goal_seconds, last_agent_seconds, widen_seconds,
                                           ring_seconds, limit_seconds, at_limit, wrap_up_seconds, overflow, outside)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """
                                + onConflict)
                .params(
                        Arrays.<@Nullable Object>asList(
                                queue.id(),
                                queue.name(),
                                queue.unit(),
                                queue.skills().toArray(String[]::new),
                                queue.goal().share(),
                                seconds(queue.goal().within()),
                                seconds(queue.lastAgentFor()),
                                seconds(queue.widenAfter()),
                                seconds(queue.ringFor()),
                                seconds(queue.limit().after()),
                                queue.limit().then().word(),
                                seconds(queue.wrapUpFor()),
                                queue.limit().overflow(),
                                queue.limit().outside()))
                .update();
    }

    private static int seconds(Duration length) {
        return (int) length.toSeconds();
    }

    private static Queue queue(ResultSet row) throws SQLException {
        return new Queue(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getObject(3, UUID.class),
                List.of((String[]) row.getArray(4).getArray()),
                new Queue.Goal(row.getInt(5), Duration.ofSeconds(row.getInt(6))),
                Duration.ofSeconds(row.getInt(7)),
                Duration.ofSeconds(row.getInt(8)),
                Duration.ofSeconds(row.getInt(9)),
                new Queue.Limit(
                        Duration.ofSeconds(row.getInt(10)),
                        Queue.AtLimit.of(row.getString(11)),
                        row.getObject(13, UUID.class),
                        row.getString(14)),
                Duration.ofSeconds(row.getInt(12)));
    }
}
