package kept.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kept.reports.HeldWords.Days;
import kept.reports.WordReport.By;
import kept.reports.WordReport.Outcome;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads the ledger by chain: a word that got another time counts once.
@Repository
class WordTable {
    private static final String GIVEN =
            "f.given_at >= :from and f.given_at < :to and (:all or f.unit = any(:units))";

    private static final String CHANGED = "f.chain = any(:chains)";

    private static final String REASON =
            "(select m.reason from promise p join miss m on m.promise = p.id where p.chain = chain.chain order by p.level desc limit 1)";

    /// All that [ChainRow] holds of a chain.
    private static final String COLUMNS =
            """
            select chain, floor(extract(epoch from given_at) * 1000)::bigint, unit, kind, giver, channel, %s,
                   least(extract(epoch from first_due - given_at), 2147483647)::int,
                   least(extract(epoch from delivered_at - given_at), 2147483647)::int,
                   least(extract(epoch from delivered_at - due), 2147483647)::int,
                   case when %s then %s end
              from chain
            """
                    .formatted(bits(), condition(Outcome.MISSED), REASON);

    private final JdbcClient jdbc;
    private final JdbcTemplate streaming;

    WordTable(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.streaming = new JdbcTemplate(Objects.requireNonNull(template.getDataSource()));
        streaming.setFetchSize(5_000);
    }

    /// Each chain whose first link satisfies `where`: `f` is that link, `l` the last one. Those that are void are left out.
    static String chains(String where) {
        return """
        with link as (
            select f.id, f.chain, f.next, f.visibility, f.unit, f.kind, f.giver, f.channel, f.given_at, f.first_due,
                   f.customer_id, f.warned_at, f.due as first_link_due, f.state as first_state,
                   coalesce(l.id, f.id) as last_id, coalesce(l.state, f.state) as state, coalesce(l.due, f.due) as due,
                   case when l.id is null then f.delivered_at else l.delivered_at end as delivered_at,
                   case when l.id is null then f.broken_at else l.broken_at end as last_broken_at
              from promise f
              left join lateral (select * from promise p where p.chain = f.chain and f.next is not null
                                  order by p.level desc limit 1) l on true
             where f.level = 0 and %s)
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
                   case when next is null then last_broken_at is not null
                        else exists (select 1 from promise p where p.chain = told.chain and p.broken_at is not null) end as missed,
                   warned and exists (select 1 from promise w join warning x on x.promise = w.id
                                       where w.chain = told.chain and x.state = 'told' and x.told_by is null
                                         and x.told_at < w.due) as by_house
              from told)
        """
                .formatted(where);
    }

    /// The same of the words given in a time, `:from` to `:to`, of `:units` or `:all`.
    static String chainsGiven() {
        return chains(GIVEN);
    }

    /// When a chain counts as this outcome: one place for the figures and for the lists behind them.
    private static String condition(Outcome outcome) {
        return switch (outcome) {
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
            case MISSED -> "missed";
        };
    }

    private static String bits() {
        return Stream.of(Outcome.values())
                .map(outcome ->
                        "case when %s then %d else 0 end"
                                .formatted(condition(outcome), outcome.bit()))
                .collect(Collectors.joining(" + "));
    }

    /// The days of this time in which words were given at all, at the most.
    Days daysOf(Instant from, Instant to) {
        return jdbc.sql(
                        "select (select min(given_at) from promise), (select max(given_at) from promise)")
                .query((row, _) -> {
                    var first = row.getObject(1, OffsetDateTime.class);
                    var last = row.getObject(2, OffsetDateTime.class);
                    return first == null || last == null
                            ? new Days(0, -1)
                            : new Days(
                                    Math.max(day(from), day(first.toInstant())),
                                    Math.min(day(to), day(last.toInstant())));
                })
                .single();
    }

    long given(Days days) {
        return jdbc.sql(
                        "select count(*) from promise where level = 0 and given_at >= ? and given_at < ?")
                .params(start(days.first()), start(days.last() + 1))
                .query(Long.class)
                .single();
    }

    /// Each chain given on these days; call inside a read transaction, so that rows come in portions.
    void each(Days days, Consumer<ChainRow> reader) {
        streaming.query(
                chains("f.given_at >= ? and f.given_at < ?") + COLUMNS,
                row -> {
                    reader.accept(chain(row));
                },
                start(days.first()),
                start(days.last() + 1));
    }

    /// Which transactions have ended, as PostgreSQL writes it.
    String snapshot() {
        return jdbc.sql("select pg_current_snapshot()::text").query(String.class).single();
    }

    /// What moved after an earlier snapshot, as it stands now.
    ///
    /// @param rows a chain that is void comes with no outcome
    record Changes(String snapshot, List<ChainRow> rows, boolean tooMany) {}

    Changes changesSince(String snapshot, int most) {
        return jdbc.sql(
                        """
                        select pg_current_snapshot()::text,
                               array(select chain from word_change
                                      where xact >= pg_snapshot_xmin(cast(:seen as pg_snapshot))
                                        and not pg_visible_in_snapshot(xact, cast(:seen as pg_snapshot))
                                      group by chain limit :most)
                        """)
                .param("seen", snapshot)
                .param("most", most + 1)
                .query((row, _) -> {
                    var moved = (UUID[]) row.getArray(2).getArray();
                    return moved.length > most
                            ? new Changes(row.getString(1), List.of(), true)
                            : new Changes(row.getString(1), now(moved), false);
                })
                .single();
    }

    private List<ChainRow> now(UUID[] moved) {
        if (moved.length == 0) {
            return List.of();
        }
        var rows =
                new ArrayList<>(
                        jdbc.sql(
                                        """
                                        select chain, floor(extract(epoch from given_at) * 1000)::bigint, unit, kind, giver, channel,
                                               0, 0, 0, 0, null from promise f where level = 0 and state = 'void' and
                                        """
                                                + CHANGED)
                                .param("chains", moved)
                                .query((row, _) -> chain(row))
                                .list());
        jdbc.sql(chains(CHANGED) + COLUMNS)
                .param("chains", moved)
                .query(row -> {
                    rows.add(chain(row));
                });
        return rows;
    }

    /// Forgets what had ended when `snapshot` was taken.
    int forgetChanges(String snapshot) {
        return jdbc.sql(
                        "delete from word_change where xact < pg_snapshot_xmin(cast(? as pg_snapshot))")
                .param(snapshot)
                .update();
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
        return given(
                        viewer,
                        from,
                        to,
                        chainsGiven()
                                + """
                                select last_id from chain
                                 where (%s) and (cast(:key as text) is null or %s::text = :key)
                                   and (cast(:reason as text) is null or coalesce(%s, 'none') = :reason)
                                 order by given_at desc, id limit :most
                                """
                                        .formatted(condition(outcome), column(by), REASON))
                .param("key", key)
                .param("reason", reason)
                .param("most", most)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /// The words for the codes of reasons.
    Map<String, String> reasons() {
        var words = new HashMap<String, String>();
        jdbc.sql("select code, words from miss_reason")
                .query(row -> {
                    words.put(row.getString(1), row.getString(2));
                });
        return words;
    }

    record Spoken(long all, long undated) {}

    /// Commitments in what went out, by key; the total under an empty one.
    Map<String, Spoken> spoken(Viewer viewer, Instant from, Instant to, By by) {
        var found = new HashMap<String, Spoken>();
        given(
                        viewer,
                        from,
                        to,
                        """
                        select coalesce(%1$s::text, ''), count(*), count(*) filter (where not dated) from spoken_word
                         where at >= :from and at < :to and (:all or unit = any(:units))
                         group by grouping sets ((%1$s), ())
                        """
                                .formatted(column(by)))
                .query(row -> {
                    found.put(row.getString(1), new Spoken(row.getLong(2), row.getLong(3)));
                });
        return found;
    }

    List<Undated> undated(
            Viewer viewer, Instant from, Instant to, By by, @Nullable String key, int most) {
        return given(
                        viewer,
                        from,
                        to,
                        """
                        select c.number, c.subject, m.author_name, left(m.text, 200), s.at
                          from spoken_word s join message m on m.id = s.message join cases c on c.id = s.case_id
                         where not s.dated and s.at >= :from and s.at < :to and (:all or s.unit = any(:units))
                           and (cast(:key as text) is null or s.%s::text = :key)
                         order by s.at desc, s.message limit :most
                        """
                                .formatted(column(by)))
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

    private JdbcClient.StatementSpec given(Viewer viewer, Instant from, Instant to, String sql) {
        return jdbc.sql(sql)
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

    private static ChainRow chain(ResultSet row) throws SQLException {
        return new ChainRow(
                row.getObject(1, UUID.class),
                row.getLong(2),
                row.getObject(3, UUID.class),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getInt(7),
                row.getInt(8),
                seconds(row, 9),
                seconds(row, 10),
                row.getString(11));
    }

    private static int seconds(ResultSet row, int column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? WordDay.NONE : value;
    }

    private static int day(Instant at) {
        return Math.clamp(Math.floorDiv(at.getEpochSecond(), 86_400), -1_000_000, 10_000_000);
    }

    private static OffsetDateTime start(int day) {
        return OffsetDateTime.ofInstant(Instant.ofEpochMilli(WordDay.start(day)), ZoneOffset.UTC);
    }
}
