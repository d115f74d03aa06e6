package kept.promises;

import static kept.database.Times.at;
import static kept.database.Times.atOrNull;
import static kept.database.Times.utcOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import kept.database.Writes;
import kept.journal.ChainHead;
import kept.kernel.Cursor;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PromiseTable {
    private static final String COLUMNS =
            """
            p.id, p.chain, p.level, p.previous, p.next, p.case_id, p.customer_id, p.kind, p.said_text, p.giver,
            p.channel, p.owner, p.unit, p.visibility, p.condition, p.given_at, p.window_start, p.first_due, p.due,
            p.remind_at, p.risk_at, p.state, p.evidence, p.reason, p.condition_met, p.warned_at, p.broken_at,
            p.delivered_at, p.ended_at, p.rung, p.wake_at, p.version, p.head
            """;
    private static final String OPEN =
            "p.state in ('given', 'atRisk', 'claimed', 'broken') and p.next is null";

    private final JdbcClient jdbc;
    private final JdbcTemplate streaming;

    PromiseTable(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.streaming =
                new JdbcTemplate(java.util.Objects.requireNonNull(template.getDataSource()));
        streaming.setFetchSize(5_000);
    }

    /// @param chance how likely it is called at its giving; null if too little is known
    void insert(
            Writes writes,
            Promise p,
            byte[] salt,
            @Nullable DueAsMeant meant,
            @Nullable Double chance) {
        var words = p.words();
        var times = p.times();
        writes.add(
                """
                insert into promise (id, chain, level, previous, case_id, customer_id, kind, said_text, salt, giver,
                    channel, owner, unit, visibility, condition, given_at, window_start, first_due, due, remind_at,
                    risk_at, state, wake_at, version, head, receipt, due_local, due_zone, tzdb, chance)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                    ?::timestamp, ?::text, ?::text, ?::double precision)\
                """,
                words.id(),
                words.chain(),
                words.level(),
                words.previous(),
                words.caseId(),
                words.customerId(),
                words.kind(),
                words.saidText(),
                salt,
                words.giver(),
                words.channel(),
                words.owner(),
                words.unit(),
                words.visibility().word(),
                words.condition(),
                times.givenAt(),
                times.windowStart(),
                times.firstDue(),
                times.due(),
                times.remindAt(),
                times.riskAt(),
                p.state().wire(),
                p.course().wakeAt(),
                p.head().position(),
                p.head().hash(),
                Receipt.of(p.head().hash()).code(),
                meant == null ? null : meant.local(),
                meant == null ? null : meant.zone().getId(),
                meant == null ? null : meant.tzdb(),
                chance);
    }

    /// Writes a move; false if somebody else moved it since version `expected`.
    boolean update(Promise p, int expected) {
        var course = p.course();
        return jdbc.sql(
                                """
                                update promise set next = ?, owner = ?, unit = ?, state = ?, evidence = ?, reason = ?,
                                       condition_met = ?, warned_at = ?, broken_at = ?, delivered_at = ?, ended_at = ?,
                                       rung = ?, wake_at = ?, risk_at = ?, version = ?, head = ?
                                 where id = ? and version = ?
                                """)
                        .params(
                                Arrays.asList(
                                        p.words().next(),
                                        p.words().owner(),
                                        p.words().unit(),
                                        p.state().wire(),
                                        course.evidence(),
                                        course.reason(),
                                        utcOrNull(course.conditionMet()),
                                        utcOrNull(course.warnedAt()),
                                        utcOrNull(course.brokenAt()),
                                        utcOrNull(course.deliveredAt()),
                                        utcOrNull(course.endedAt()),
                                        course.rung(),
                                        utcOrNull(course.wakeAt()),
                                        utcOrNull(p.times().riskAt()),
                                        p.head().position(),
                                        p.head().hash(),
                                        p.id(),
                                        expected))
                        .update()
                == 1;
    }

    Optional<Promise> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from promise p where p.id = ?")
                .param(id)
                .query((row, _) -> promise(row))
                .optional();
    }

    /// The promise, held against others until the transaction ends.
    Optional<Promise> hold(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from promise p where p.id = ? for update")
                .param(id)
                .query((row, _) -> promise(row))
                .optional();
    }

    Map<UUID, Promise> byIds(List<UUID> ids) {
        return jdbc
                .sql("select " + COLUMNS + " from promise p where p.id = any(?)")
                .param(ids.toArray(UUID[]::new))
                .query((row, _) -> promise(row))
                .list()
                .stream()
                .collect(Collectors.toMap(Promise::id, p -> p));
    }

    List<Promise> chain(UUID chain) {
        return jdbc.sql("select " + COLUMNS + " from promise p where p.chain = ? order by p.level")
                .param(chain)
                .query((row, _) -> promise(row))
                .list();
    }

    List<Promise> ofCase(UUID caseId) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + " from promise p where p.case_id = ? order by p.due, p.id")
                .param(caseId)
                .query((row, _) -> promise(row))
                .list();
    }

    List<Promise> openOfCase(UUID caseId) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + " from promise p where p.case_id = ? and "
                                + OPEN
                                + " order by p.due, p.id")
                .param(caseId)
                .query((row, _) -> promise(row))
                .list();
    }

    List<Promise> openOfCases(List<UUID> cases) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + " from promise p where p.case_id = any(?) and "
                                + OPEN
                                + " order by p.due, p.id")
                .param(cases.toArray(UUID[]::new))
                .query((row, _) -> promise(row))
                .list();
    }

    /// Broken words that nothing has taken the place of and that have climbed this far, earliest due first.
    List<Promise> brokenFrom(int rung, Viewer viewer, int limit) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + " from promise p where p.state = 'broken' and p.next is null and p.rung >= ? and p.owner <> ?"
                                + " and (? or p.unit = any(?)) order by p.due, p.id limit ?")
                .params(
                        rung,
                        viewer.person(),
                        viewer.seesAll(),
                        viewer.units().toArray(UUID[]::new),
                        limit)
                .query((row, _) -> promise(row))
                .list();
    }

    List<Promise> openOwnedBy(UUID person) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + " from promise p where p.owner = ? and "
                                + OPEN
                                + " order by p.due, p.id")
                .param(person)
                .query((row, _) -> promise(row))
                .list();
    }

    List<UUID> openOfUnit(UUID unit) {
        return jdbc.sql(
                        "select p.id from promise p where p.unit = ? and "
                                + OPEN
                                + " order by p.id")
                .param(unit)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /// How many words each of them has to keep; who has none is not in it.
    Map<UUID, Integer> openCounts(List<UUID> people) {
        var counts = new HashMap<UUID, Integer>();
        jdbc.sql(
                        "select p.owner, count(*)::int from promise p where p.owner = any(?) and "
                                + OPEN
                                + " group by p.owner")
                .param(people.toArray(UUID[]::new))
                .query(
                        (RowCallbackHandler)
                                row -> counts.put(row.getObject(1, UUID.class), row.getInt(2)));
        return counts;
    }

    List<Promise> list(
            PromiseFilter filter, @Nullable Viewer viewer, @Nullable Cursor after, int limit) {
        var sql = new StringBuilder("select " + COLUMNS + " from promise p where true");
        var values = new ArrayList<Object>();
        if (filter.openOnly()) {
            sql.append(" and ").append(OPEN);
        }
        if (!filter.states().isEmpty()) {
            sql.append(" and p.state = any(?)");
            values.add(filter.states().stream().map(State::wire).toArray(String[]::new));
        }
        equal(sql, values, "p.unit", filter.unit());
        equal(sql, values, "p.owner", filter.owner());
        equal(sql, values, "p.case_id", filter.caseId());
        equal(sql, values, "p.customer_id", filter.customerId());
        if (filter.dueAfter() != null) {
            sql.append(" and p.due >= ?");
            values.add(OffsetDateTime.ofInstant(filter.dueAfter(), ZoneOffset.UTC));
        }
        if (filter.dueBefore() != null) {
            sql.append(" and p.due < ?");
            values.add(OffsetDateTime.ofInstant(filter.dueBefore(), ZoneOffset.UTC));
        }
        if (viewer != null && !viewer.seesAll()) {
            sql.append(" and (p.unit = any(?) or p.owner = ?)");
            values.add(viewer.units().toArray(UUID[]::new));
            values.add(viewer.person());
        }
        if (after != null) {
            sql.append(" and (p.due, p.id) > (?, ?)");
            values.add(OffsetDateTime.ofInstant(after.at(), ZoneOffset.UTC));
            values.add(after.id());
        }
        sql.append(" order by p.due, p.id limit ?");
        values.add(limit);
        return jdbc.sql(sql.toString()).params(values).query((row, _) -> promise(row)).list();
    }

    private static void equal(
            StringBuilder sql, List<Object> values, String column, @Nullable UUID id) {
        if (id != null) {
            sql.append(" and ").append(column).append(" = ?");
            values.add(id);
        }
    }

    List<Promise> byReceipt(String code) {
        return jdbc.sql("select " + COLUMNS + " from promise p where p.receipt = ?")
                .param(code)
                .query((row, _) -> promise(row))
                .list();
    }

    String receiptOf(UUID id) {
        return jdbc.sql("select coalesce(receipt, '') from promise where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    byte[] saltOf(UUID id) {
        return jdbc.sql("select salt from promise where id = ?")
                .param(id)
                .query((row, _) -> row.getBytes(1))
                .single();
    }

    /// Reads every promise with its salt and the first entry of its history.
    void eachWithFirstEntry(FirstEntryReader reader) {
        streaming.query(
                "select "
                        + COLUMNS
                        + ", p.salt, coalesce(j.body, '{}') from promise p left join journal j on j.stream = p.id and j.position = 1",
                row -> {
                    reader.read(promise(row), row.getBytes(34), row.getString(35));
                });
    }

    interface FirstEntryReader {
        void read(Promise promise, byte[] salt, String body);
    }

    private static Promise promise(ResultSet row) throws SQLException {
        return new Promise(
                new Promise.Words(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getInt(3),
                        row.getObject(4, UUID.class),
                        row.getObject(5, UUID.class),
                        row.getObject(6, UUID.class),
                        row.getObject(7, UUID.class),
                        row.getString(8),
                        row.getString(9),
                        row.getString(10),
                        row.getString(11),
                        row.getObject(12, UUID.class),
                        row.getObject(13, UUID.class),
                        Visibility.of(row.getString(14)),
                        row.getString(15)),
                new Promise.Times(
                        at(row, 16),
                        atOrNull(row, 17),
                        at(row, 18),
                        at(row, 19),
                        atOrNull(row, 20),
                        at(row, 21)),
                State.of(row.getString(22)),
                new Promise.Course(
                        row.getString(23),
                        row.getString(24),
                        atOrNull(row, 25),
                        atOrNull(row, 26),
                        atOrNull(row, 27),
                        atOrNull(row, 28),
                        atOrNull(row, 29),
                        row.getInt(30),
                        atOrNull(row, 31)),
                new ChainHead(row.getInt(32), row.getBytes(33)));
    }
}
