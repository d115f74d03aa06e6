package kept.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import kept.reports.OurWord.Line;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class OurWordTable {
    /// Fewer than these would tell of single customers.
    static final int LEAST = 10;

    private final JdbcClient jdbc;

    OurWordTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// By kind, most first, and the total as the last line under an empty kind. Kinds with too few are one line, "Other
    /// things"; if those are too few as well they are left out of the total too, so that no difference tells of them.
    List<Line> lines(Instant from, Instant to) {
        return jdbc.sql(
                        WordTable.chainsGiven()
                                + """
                                , ended as (
                                    select case when count(*) over (partition by kind) >= :least then kind else 'Other things' end as sort,
                                           chain.*
                                      from chain
                                     where visibility = 'customer' and (state in ('kept', 'keptLate') or broken))
                                , enough as (select ended.*, count(*) over (partition by sort) as n from ended)
                                select coalesce(sort, ''), count(*),
                                       count(*) filter (where first_state = 'kept'),
                                       count(*) filter (where state in ('kept', 'keptLate')),
                                       count(*) filter (where first_state <> 'kept'),
                                       count(*) filter (where first_state <> 'kept' and warned),
                                       percentile_cont(0.5) within group (order by extract(epoch from delivered_at - due) / 86400)
                                           filter (where state = 'keptLate')
                                  from enough where n >= :least
                                 group by grouping sets ((sort), ())
                                 order by grouping(sort), count(*) desc, 1
                                """)
                .param("from", OffsetDateTime.ofInstant(from, ZoneOffset.UTC))
                .param("to", OffsetDateTime.ofInstant(to, ZoneOffset.UTC))
                .param("all", true)
                .param("units", new UUID[0])
                .param("least", LEAST)
                .query((row, _) -> line(row))
                .list();
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                late(row));
    }

    private static @Nullable Double late(ResultSet row) throws SQLException {
        double days = row.getDouble(7);
        return row.wasNull() ? null : Math.round(days * 10) / 10.0;
    }

    boolean shown() {
        return jdbc.sql("select shown from our_word")
                .query(Boolean.class)
                .optional()
                .orElse(Boolean.FALSE);
    }

    void show(boolean shown, Instant at) {
        jdbc.sql(
                        """
                        insert into our_word (shown, changed_at) values (?, ?)
                            on conflict (one) do update set shown = excluded.shown, changed_at = excluded.changed_at
                        """)
                .params(shown, OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .update();
    }
}
