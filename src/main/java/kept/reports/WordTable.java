package kept.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
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
    private static final String CHAINS =
            """
            with chain as (
                select f.id, f.unit, f.kind, f.giver, f.channel, f.given_at, f.first_due, f.state as first_state,
                       l.id as last_id, l.state, l.due, l.delivered_at,
                       l.state = 'broken' or (l.state = 'withdrawn' and l.broken_at is not null) as broken,
                       l.state in ('given', 'atRisk', 'claimed') as open,
                       exists (select 1 from promise w left join promise n on n.id = w.next
                                where w.chain = f.chain and w.visibility = 'customer' and w.customer_id is not null
                                  and (w.warned_at < w.due or n.given_at < w.due)) as warned
                  from promise f
                  join lateral (select * from promise p where p.chain = f.chain order by p.level desc limit 1) l on true
                 where f.level = 0 and f.given_at >= :from and f.given_at < :to and l.state <> 'void'
                   and (:all or f.unit = any(:units)))
            """;

    private static final String ENDED = "state in ('kept', 'keptLate') or broken";

    private final JdbcClient jdbc;

    WordTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The rows, and the total as the last one, whose key is null.
    List<Row> rows(Viewer viewer, Instant from, Instant to, By by) {
        String key = column(by);
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
                                   (order by (extract(epoch from first_due - given_at) - p80) / 86400) filter (where p80 is not null)
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
                };
        return chains(
                        viewer,
                        from,
                        to,
                        """
                        select last_id from chain
                         where (%s) and (cast(:key as text) is null or %s::text = :key)
                         order by given_at desc, id limit :most
                        """
                                .formatted(which, column(by)))
                .param("key", key)
                .param("most", most)
                .query((row, _) -> row.getObject(1, UUID.class))
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
                number(row, 11));
    }

    private static @Nullable Double number(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : Math.round(value * 100) / 100.0;
    }
}
