package kept.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads the latest promises of every unit and kind, here and from before Kept, without those that were called off. It
/// walks from one unit and kind to the next by the index, so it does not matter how many there are of each.
@Repository
class TrackRecordTable {
    private static final String HERE =
            """
            with recursive g as (
                (select unit, kind from promise where level = 0 order by unit, kind limit 1)
                union all
                select n.unit, n.kind from g cross join lateral
                    (select unit, kind from promise p where p.level = 0 and (p.unit, p.kind) > (g.unit, g.kind)
                      order by unit, kind limit 1) n)
            select g.unit::text, g.kind, f.given_at, f.first_due,
                   case when f.next is null then f.delivered_at else l.delivered_at end, cast(null as timestamptz)
              from g
              cross join lateral (select * from promise p where p.level = 0 and p.unit = g.unit and p.kind = g.kind
                                     and p.state not in ('void', 'released', 'withdrawn')
                                   order by p.given_at desc limit :most) f
              left join lateral (select state, delivered_at from promise p
                                  where f.next is not null and p.chain = f.chain order by p.level desc limit 1) l on true
             where coalesce(l.state, f.state) not in ('void', 'released', 'withdrawn')
            """;
    private static final String BEFORE =
            """
            with recursive g as (
                (select kind, unit from past_promise order by kind, unit limit 1)
                union all
                select n.kind, n.unit from g cross join lateral
                    (select kind, unit from past_promise p where (p.kind, p.unit) > (g.kind, g.unit)
                      order by kind, unit limit 1) n)
            select g.unit, g.kind, f.given_at, f.due_at,
                   case when f.outcome in ('kept', 'keptLate') then f.closed_at end, f.closed_at
              from g
              cross join lateral (select * from past_promise p where p.kind = g.kind and p.unit = g.unit
                                     and p.outcome not in ('void', 'released', 'withdrawn')
                                   order by p.given_at desc limit :most) f
            """;
    private static final String EARLIER_HERE =
            """
            select f.unit::text, f.kind, f.given_at, f.first_due,
                   case when f.next is null then f.delivered_at else l.delivered_at end, cast(null as timestamptz)
              from (select * from promise p where p.level = 0 and p.unit = cast(:unit as uuid) and p.kind = :kind
                       and p.given_at < :before and p.state not in ('void', 'released', 'withdrawn')
                     order by p.given_at desc limit :most) f
              left join lateral (select state, delivered_at from promise p
                                  where f.next is not null and p.chain = f.chain order by p.level desc limit 1) l on true
             where coalesce(l.state, f.state) not in ('void', 'released', 'withdrawn')
            """;
    private static final String EARLIER_BEFORE =
            """
            select unit, kind, given_at, due_at, case when outcome in ('kept', 'keptLate') then closed_at end, closed_at
              from past_promise
             where kind = :kind and unit = :unit and given_at < :before
               and outcome not in ('void', 'released', 'withdrawn')
             order by given_at desc limit :most
            """;

    private final JdbcClient jdbc;

    TrackRecordTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param unit the id of a unit here, the name of one from before Kept
    record Group(boolean here, String unit, String kind) {}

    /// @param closed when it was closed without being done
    record Past(
            Group group,
            Instant given,
            Instant due,
            @Nullable Instant done,
            @Nullable Instant closed) {
        Duration length() {
            return Duration.between(given, due);
        }
    }

    List<Past> here(int most) {
        return pasts(HERE, most, true);
    }

    List<Past> before(int most) {
        return pasts(BEFORE, most, false);
    }

    /// The latest of a group that were given before a moment.
    List<Past> earlier(Group group, Instant before, int most) {
        return jdbc.sql(group.here() ? EARLIER_HERE : EARLIER_BEFORE)
                .param("unit", group.unit())
                .param("kind", group.kind())
                .param("before", OffsetDateTime.ofInstant(before, ZoneOffset.UTC))
                .param("most", most)
                .query((row, _) -> past(row, group))
                .list();
    }

    /// How many there are of each in all.
    Map<Group, Long> counts() {
        var counts = new HashMap<Group, Long>();
        jdbc.sql(
                        """
                        select true, unit::text, kind, count(*) from promise where level = 0 group by unit, kind
                        union all
                        select false, unit, kind, count(*) from past_promise group by kind, unit
                        """)
                .query(row -> {
                    counts.put(
                            new Group(row.getBoolean(1), row.getString(2), row.getString(3)),
                            row.getLong(4));
                });
        return counts;
    }

    private List<Past> pasts(String sql, int most, boolean here) {
        var groups = new HashMap<Group, Group>();
        return jdbc.sql(sql)
                .param("most", most)
                .query((row, _) -> {
                    var group = new Group(here, row.getString(1), row.getString(2));
                    return past(row, groups.computeIfAbsent(group, same -> same));
                })
                .list();
    }

    private static Past past(ResultSet row, Group group) throws SQLException {
        return new Past(
                group,
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                instant(row.getObject(5, OffsetDateTime.class)),
                instant(row.getObject(6, OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
