package kept.promises;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import kept.forecasts.Achieved;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What was really achieved: from when a word was first given until it was done, here or before Kept.
@Repository
class AchievedTable {
    private static final String HERE =
            """
            select f.given_at, l.delivered_at
              from promise f
              join lateral (select * from promise p where p.chain = f.chain order by p.level desc limit 1) l on true
             where f.level = 0 and %s f.kind = :kind and l.state not in ('void', 'released', 'withdrawn')
             order by f.given_at desc limit :most
            """;
    private static final String BEFORE =
            """
            select given_at, case when outcome in ('kept', 'keptLate') then closed_at end as done, closed_at
              from past_promise
             where %s kind = :kind and outcome not in ('void', 'released', 'withdrawn')
             order by given_at desc limit :most
            """;

    private final JdbcClient jdbc;

    AchievedTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Past(Instant given, @Nullable Instant done, @Nullable Instant closed) {}

    /// The latest of a unit and kind, except those that customers or we called off.
    List<Achieved> of(UUID unit, String unitName, String kind, int most) {
        var all =
                new ArrayList<>(
                        here(
                                jdbc.sql(HERE.formatted("f.unit = :unit and"))
                                        .param("unit", unit)
                                        .param("kind", kind)
                                        .param("most", most)));
        all.addAll(
                before(
                        jdbc.sql(BEFORE.formatted("unit = :unit and"))
                                .param("unit", unitName)
                                .param("kind", kind)
                                .param("most", most)));
        return all;
    }

    /// The latest of a kind, of all units.
    List<Achieved> of(String kind, int most) {
        var all =
                new ArrayList<>(
                        here(jdbc.sql(HERE.formatted("")).param("kind", kind).param("most", most)));
        all.addAll(before(jdbc.sql(BEFORE.formatted("")).param("kind", kind).param("most", most)));
        return all;
    }

    private static List<Achieved> here(JdbcClient.StatementSpec sql) {
        return sql.query((row, _) ->
                        new Achieved(
                                row.getObject(1, OffsetDateTime.class).toInstant(),
                                instant(row.getObject(2, OffsetDateTime.class)),
                                null))
                .list();
    }

    /// What was open before Kept is known until the last news that came with it.
    private static List<Achieved> before(JdbcClient.StatementSpec sql) {
        var rows =
                sql.query((row, _) ->
                                new Past(
                                        row.getObject(1, OffsetDateTime.class).toInstant(),
                                        instant(row.getObject(2, OffsetDateTime.class)),
                                        instant(row.getObject(3, OffsetDateTime.class))))
                        .list();
        Instant last = Instant.MIN;
        for (var row : rows) {
            Instant news = row.closed() == null ? row.given() : row.closed();
            last = news.isAfter(last) ? news : last;
        }
        Instant until = last;
        return rows.stream()
                .map(row ->
                        new Achieved(
                                row.given(),
                                row.done(),
                                row.done() != null
                                        ? null
                                        : row.closed() == null ? until : row.closed()))
                .toList();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
