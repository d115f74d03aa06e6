package kept.promises;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import kept.forecasts.Achieved;
import kept.forecasts.Cohorts;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What was really achieved: from when a word was first given until it was done, here or before Kept.
@Repository
class AchievedTable {
    private static final String HERE =
            """
            select f.given_at, f.first_due, l.delivered_at, cast(null as timestamptz)
              from promise f
              join lateral (select * from promise p where p.chain = f.chain order by p.level desc limit 1) l on true
             where f.level = 0 and %s f.kind = :kind and f.given_at < :before
               and l.state not in ('void', 'released', 'withdrawn')
             order by f.given_at desc limit :most
            """;
    private static final String BEFORE =
            """
            select given_at, due_at, case when outcome in ('kept', 'keptLate') then closed_at end as done, closed_at
              from past_promise
             where %s kind = :kind and given_at < :before and outcome not in ('void', 'released', 'withdrawn')
             order by given_at desc limit :most
            """;
    private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

    private final JdbcClient jdbc;

    AchievedTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Past(
            Instant given, Instant due, @Nullable Instant done, @Nullable Instant closed) {
        Duration length() {
            return Duration.between(given, due);
        }
    }

    /// The latest of a unit and kind and, where there are many, some that had time to end ([Cohorts]); without those that
    /// customers or we called off.
    List<Achieved> of(UUID unit, String unitName, String kind, int most) {
        return both(
                most,
                jdbc.sql(HERE.formatted("f.unit = :unit and"))
                        .param("unit", unit)
                        .param("kind", kind),
                jdbc.sql(BEFORE.formatted("unit = :unit and"))
                        .param("unit", unitName)
                        .param("kind", kind));
    }

    /// The same of a kind, of all units.
    List<Achieved> of(String kind, int most) {
        return both(
                most,
                jdbc.sql(HERE.formatted("")).param("kind", kind),
                jdbc.sql(BEFORE.formatted("")).param("kind", kind));
    }

    private static List<Achieved> both(
            int most, JdbcClient.StatementSpec here, JdbcClient.StatementSpec before) {
        var all = new ArrayList<Achieved>();
        for (var past : read(here, most)) {
            all.add(new Achieved(past.given(), past.done(), null));
        }
        all.addAll(known(read(before, most)));
        return all;
    }

    private static List<Past> read(JdbcClient.StatementSpec sql, int most) {
        return Cohorts.of(
                rows(sql, FAR, most),
                most,
                Past::given,
                Past::length,
                moment -> rows(sql, moment, most / 2));
    }

    private static List<Past> rows(JdbcClient.StatementSpec sql, Instant before, int most) {
        return sql.param("before", OffsetDateTime.ofInstant(before, ZoneOffset.UTC))
                .param("most", most)
                .query((row, _) ->
                        new Past(
                                row.getObject(1, OffsetDateTime.class).toInstant(),
                                row.getObject(2, OffsetDateTime.class).toInstant(),
                                instant(row.getObject(3, OffsetDateTime.class)),
                                instant(row.getObject(4, OffsetDateTime.class))))
                .list();
    }

    /// What was open before Kept is known until the last news that came with it.
    private static List<Achieved> known(List<Past> rows) {
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
