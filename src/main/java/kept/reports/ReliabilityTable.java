package kept.reports;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import kept.reports.Reliability.Tenth;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads what was called at the giving against what became of it: `f` is the first link of a chain, `l` the last one if
/// there are more.
@Repository
class ReliabilityTable {
    private static final String SAID =
            """
            with said as (
                select f.chance, f.first_due, coalesce(l.state, f.state) as state,
                       case when f.next is null then f.delivered_at else l.delivered_at end as done
                  from promise f
                  left join lateral (select state, delivered_at from promise p
                                      where f.next is not null and p.chain = f.chain order by p.level desc limit 1) l on true
                 where f.level = 0 and f.due >= :from and (:all or f.unit = any(:units))
                   and (cast(:unit as uuid) is null or f.unit = :unit) and (cast(:kind as text) is null or f.kind = :kind))
            """;
    private static final String KINDS =
            """
            with recursive k as (
                (select kind from promise where level = 0 order by kind limit 1)
                union all
                select n.kind from k cross join lateral
                    (select kind from promise p where p.level = 0 and p.kind > k.kind order by kind limit 1) n)
            select kind from k limit 500
            """;

    private final JdbcClient jdbc;

    ReliabilityTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param bin 1 to 10; 0 for those of which nothing was said
    private record Bin(int bin, long count, double called, long kept, long running) {}

    /// Of what fell due since `from` or is not due yet.
    Reliability of(
            Viewer viewer, Instant from, Instant now, @Nullable UUID unit, @Nullable String kind) {
        var bins =
                jdbc.sql(
                                SAID
                                        + """
                                        select case when chance is null then 0 else least(10, 1 + floor(chance * 10)) end::int,
                                               count(*) filter (where first_due <= :now),
                                               coalesce(100 * avg(chance) filter (where first_due <= :now), 0),
                                               count(*) filter (where first_due <= :now and done <= first_due),
                                               count(*) filter (where first_due > :now)
                                          from said where state not in ('void', 'released', 'withdrawn') group by 1
                                        """)
                        .param("from", OffsetDateTime.ofInstant(from, ZoneOffset.UTC))
                        .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                        .param("all", viewer.seesAll())
                        .param("units", viewer.units().toArray(UUID[]::new))
                        .param("unit", unit)
                        .param("kind", kind)
                        .query((row, _) ->
                                new Bin(
                                        row.getInt(1),
                                        row.getLong(2),
                                        row.getDouble(3),
                                        row.getLong(4),
                                        row.getLong(5)))
                        .list();
        var tenths = new ArrayList<Tenth>();
        for (int i = 1; i <= 10; i++) {
            int number = i;
            tenths.add(
                    bins.stream()
                            .filter(b -> b.bin() == number)
                            .findFirst()
                            .map(b -> new Tenth(10 * number - 10, b.count(), b.called(), b.kept()))
                            .orElseGet(() -> new Tenth(10 * number - 10, 0, 0, 0)));
        }
        return new Reliability(
                tenths,
                bins.stream().filter(b -> b.bin() == 0).mapToLong(Bin::count).sum(),
                bins.stream().filter(b -> b.bin() > 0).mapToLong(Bin::running).sum());
    }

    /// The kinds of which anything was ever promised here.
    List<String> kinds() {
        return jdbc.sql(KINDS).query((row, _) -> row.getString(1)).list();
    }
}
