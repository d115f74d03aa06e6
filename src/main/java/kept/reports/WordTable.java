package kept.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kept.reports.WordReport.By;
import kept.reports.WordReport.Outcome;
import kept.reports.WordReport.Row;
import kept.reports.WordReport.Week;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads the ledger by chain: `f` is the first link, `l` the last one.
@Repository
class WordTable {
    /// Also read by the public version.
    static final String CHAINS =
            """
            with link as (
                select f.id, f.chain, f.next, f.visibility, f.unit, f.kind, f.giver, f.channel, f.given_at, f.first_due,
                       f.customer_id, f.warned_at, f.due as first_link_due, f.state as first_state,
                       coalesce(l.id, f.id) as last_id, coalesce(l.state, f.state) as state, coalesce(l.due, f.due) as due,
                       case when l.id is null then f.delivered_at else l.delivered_at end as delivered_at,
                       case when l.id is null then f.broken_at else l.broken_at end as last_broken_at
                  from promise f
                  left join lateral (select * from promise p where p.chain = f.chain and f.next is not null
                                      order by p.level desc limit 1) l on true
                 where f.level = 0 and f.given_at >= :from and f.given_at < :to
                   and (:all or f.unit = any(:units)))
            , told as (
                select link.*,
                       case when next is null
                            then coalesce(visibility = 'customer' and customer_id is not null and warned_at < first_link_due, false)
                            else exists (select 1 from promise w left join promise n on n.id = w.next
                                          where w.chain = link.chain and w.visibility = 'customer' and w.customer_id is not null
                                            and (w.warned_at < w.due or n.given_at < w.due)) end as warned
                  from link where state <> 'void')
            , chain as (
                select told.*,
                       state = 'broken' or (state = 'withdrawn' and last_broken_at is not null) as broken,
                       state in ('given', 'atRisk', 'claimed') as open,
                       warned and exists (select 1 from promise w join warning x on x.promise = w.id
                                           where w.chain = told.chain and x.state = 'told' and x.told_by is null
                                             and x.told_at < w.due) as by_house
                  from told)
            """;

    private static final String MISSED =
            "exists (select 1 from promise p where p.chain = chain.chain and p.broken_at is not null)";

    private static final String REASON =
            "(select m.reason from promise p join miss m on m.promise = p.id where p.chain = chain.chain order by p.level desc limit 1)";

    private static final String ENDED = "state in ('kept', 'keptLate') or broken";

    private final JdbcClient jdbc;

    WordTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The rows, and the total as the last one, whose key is null.
    List<Row> rows(Viewer viewer, Instant from, Instant to, By by) {
        String key = column(by);
        // a report sorts all that it counts: in memory, not on the disk
        jdbc.sql("set local work_mem = '96MB'").update();
        return chains(
                        viewer,
                        from,
                        to,
                        """
                        , usual as (
                            select unit, kind,
                                   percentile_cont(0.8) within group (order by extract(epoch from delivered_at - given_at)) as p80
                              from chain where delivered_at is not null group by unit, kind having count(*) >= 8)
                        select %s::text, count(*),
                               count(*) filter (where first_state = 'kept'),
                               count(*) filter (where state = 'kept'),
                               count(*) filter (where state = 'keptLate'),
                               count(*) filter (where broken),
                               count(*) filter (where state = 'released'),
                               count(*) filter (where open),
                               count(*) filter (where warned),
                               percentile_cont(0.5) within group (order by extract(epoch from delivered_at - due) / 86400)
                                   filter (where state = 'keptLate'),
                               percentile_cont(0.5) within group
                                   (order by (extract(epoch from first_due - given_at) - p80) / 86400) filter (where p80 is not null),
                               count(*) filter (where warned and by_house)
                          from chain left join usual using (unit, kind)
                         group by grouping sets ((%s), ())
                         order by grouping(%s), count(*) desc, 1
                        """
                                .formatted(key, key, key))
                .query((row, _) -> row(row))
                .list();
    }

    List<Week> weeks(Viewer viewer, Instant from, Instant to, ZoneId zone) {
        return chains(
                        viewer,
                        from,
                        to,
                        """
                        select date_trunc('week', given_at at time zone :zone)::date, count(*) filter (where %s),
                               count(*) filter (where first_state = 'kept')
                          from chain group by 1 order by 1
                        """
                                .formatted(ENDED))
                .param("zone", zone.getId())
                .query((row, _) ->
                        new Week(row.getObject(1, LocalDate.class), row.getLong(2), row.getLong(3)))
                .list();
    }

    /// The last links of the chains behind one figure.
    List<UUID> behind(
            Viewer viewer,
            Instant from,
            Instant to,
            By by,
            @Nullable String key,
            Outcome outcome,
            @Nullable String reason,
            int most) {
        String which =
                switch (outcome) {
                    case GIVEN -> "true";
                    case KEPT_ON_FIRST -> "first_state = 'kept'";
                    case KEPT -> "state = 'kept'";
                    case KEPT_LATE -> "state = 'keptLate'";
                    case BROKEN -> "broken";
                    case RELEASED -> "state = 'released'";
                    case OPEN -> "open";
                    case WARNED -> "warned";
                    case WARNED_BY_OWNER -> "warned and not by_house";
                    case WARNED_BY_HOUSE -> "warned and by_house";
                    case MEASURED -> "delivered_at is not null";
                    case MISSED -> MISSED;
                };
        return chains(
                        viewer,
                        from,
                        to,
                        """
                        select last_id from chain
                         where (%s) and (cast(:key as text) is null or %s::text = :key)
                           and (cast(:reason as text) is null or coalesce(%s, 'none') = :reason)
                         order by given_at desc, id limit :most
                        """
                                .formatted(which, column(by), REASON))
                .param("key", key)
                .param("reason", reason)
                .param("most", most)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    List<Whys.Counted> whys(Viewer viewer, Instant from, Instant to, By by) {
        return chains(
                        viewer,
                        from,
                        to,
                        """
                        , missed as (select %s::text as of_row, %s as reason from chain where %s)
                        select of_row, reason, r.words, count(*) from missed left join miss_reason r on r.code = reason
                         group by 1, 2, 3 order by 4 desc, 1
                        """
                                .formatted(column(by), REASON, MISSED))
                .query((row, _) ->
                        new Whys.Counted(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getLong(4)))
                .list();
    }

    record Spoken(long all, long undated) {}

    /// Commitments in what went out, by key; the total under an empty one.
    Map<String, Spoken> spoken(Viewer viewer, Instant from, Instant to, By by) {
        var found = new HashMap<String, Spoken>();
        jdbc.sql(
                        """
                        select coalesce(%1$s::text, ''), count(*), count(*) filter (where not dated) from spoken_word
                         where at >= :from and at < :to and (:all or unit = any(:units))
                         group by grouping sets ((%1$s), ())
                        """
                                .formatted(column(by)))
                .param("from", OffsetDateTime.ofInstant(from, ZoneOffset.UTC))
                .param("to", OffsetDateTime.ofInstant(to, ZoneOffset.UTC))
                .param("all", viewer.seesAll())
                .param("units", viewer.units().toArray(UUID[]::new))
                .query(row -> {
                    found.put(row.getString(1), new Spoken(row.getLong(2), row.getLong(3)));
                });
        return found;
    }

    List<Undated> undated(
            Viewer viewer, Instant from, Instant to, By by, @Nullable String key, int most) {
        return jdbc.sql(
                        """
                        select c.number, c.subject, m.author_name, left(m.text, 200), s.at
                          from spoken_word s join message m on m.id = s.message join cases c on c.id = s.case_id
                         where not s.dated and s.at >= :from and s.at < :to and (:all or s.unit = any(:units))
                           and (cast(:key as text) is null or s.%s::text = :key)
                         order by s.at desc, s.message limit :most
                        """
                                .formatted(column(by)))
                .param("from", OffsetDateTime.ofInstant(from, ZoneOffset.UTC))
                .param("to", OffsetDateTime.ofInstant(to, ZoneOffset.UTC))
                .param("all", viewer.seesAll())
                .param("units", viewer.units().toArray(UUID[]::new))
                .param("key", key)
                .param("most", most)
                .query((row, _) ->
                        new Undated(
                                row.getLong(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getObject(5, OffsetDateTime.class).toInstant()))
                .list();
    }

    private JdbcClient.StatementSpec chains(Viewer viewer, Instant from, Instant to, String sql) {
        return jdbc.sql(CHAINS + sql)
                .param("from", OffsetDateTime.ofInstant(from, ZoneOffset.UTC))
                .param("to", OffsetDateTime.ofInstant(to, ZoneOffset.UTC))
                .param("all", viewer.seesAll())
                .param("units", viewer.units().toArray(UUID[]::new));
    }

    private static String column(By by) {
        return switch (by) {
            case UNIT -> "unit";
            case KIND -> "kind";
            case GIVER -> "giver";
            case CHANNEL -> "channel";
        };
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString(1),
                "",
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                number(row, 10),
                number(row, 11),
                row.getLong(12),
                0,
                0);
    }

    private static @Nullable Double number(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : Math.round(value * 100) / 100.0;
    }
}
