package kept.cases;

import static kept.database.Times.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import kept.database.Writes;
import kept.journal.ChainHead;
import kept.kernel.Cursor;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CaseTable {
    private static final String CASE =
            """
            c.id, c.number, c.customer_id, c.subject, c.channel, c.state, c.our_move, c.unit, c.owner, c.priority,
            c.tags, c.resolution, c.created_at, c.updated_at, c.resolved_at, c.version, c.head
            """;
    private static final String MESSAGE =
            """
            m.id, m.case_id, m.direction, m.author, m.author_name, m.address, m.subject, m.text, m.folded, m.html,
            m.channel, m.proven, m.mail_id, m.at
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate streaming;

    CaseTable(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.streaming =
                new JdbcTemplate(java.util.Objects.requireNonNull(template.getDataSource()));
        streaming.setFetchSize(5_000);
    }

    void insert(Writes writes, Case c) {
        writes.add(
                """
                insert into cases (id, number, customer_id, subject, channel, state, our_move, unit, owner, priority,
                    tags, resolution, created_at, updated_at, resolved_at, version, head)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                """,
                c.id(),
                c.number(),
                c.customerId(),
                c.subject(),
                c.channel().word(),
                c.state(),
                c.ourMove(),
                c.unit(),
                c.owner(),
                c.priority().word(),
                c.tags().toArray(String[]::new),
                c.resolution(),
                c.createdAt(),
                c.updatedAt(),
                c.resolvedAt(),
                c.head().position(),
                c.head().hash());
    }

    void insert(Writes writes, Message m) {
        writes.add(
                """
                insert into message (id, case_id, direction, author, author_name, address, subject, text, folded, html,
                    channel, proven, mail_id, at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                """,
                m.id(),
                m.caseId(),
                m.direction().word(),
                m.author(),
                m.authorName(),
                m.address(),
                m.subject(),
                m.text(),
                m.folded(),
                m.html(),
                m.channel().word(),
                m.proven(),
                m.mailId(),
                m.at());
        for (var a : m.attachments()) {
            writes.add(
                    """
                    insert into attachment (id, message_id, case_id, file_id, name, type, size, content_id)
                    values (?, ?, ?, ?, ?, ?, ?, ?)\
                    """,
                    a.id(),
                    m.id(),
                    m.caseId(),
                    a.fileId(),
                    a.name(),
                    a.type(),
                    a.size(),
                    a.contentId());
        }
    }

    boolean update(Case c, int expected) {
        return jdbc.sql(
                                """
                                update cases set state = ?, our_move = ?, unit = ?, owner = ?, priority = ?, tags = ?,
                                       resolution = ?, updated_at = ?, resolved_at = ?, version = ?, head = ?
                                 where id = ? and version = ?
                                """)
                        .params(
                                Arrays.asList(
                                        c.state(),
                                        c.ourMove(),
                                        c.unit(),
                                        c.owner(),
                                        c.priority().word(),
                                        c.tags().toArray(String[]::new),
                                        c.resolution(),
                                        utc(c.updatedAt()),
                                        c.resolvedAt() == null ? null : utc(c.resolvedAt()),
                                        c.head().position(),
                                        c.head().hash(),
                                        c.id(),
                                        expected))
                        .update()
                == 1;
    }

    Optional<Case> find(UUID id) {
        return jdbc.sql("select " + CASE + " from cases c where c.id = ?")
                .param(id)
                .query((row, _) -> theCase(row))
                .optional();
    }

    Optional<Case> byNumber(long number) {
        return jdbc.sql("select " + CASE + " from cases c where c.number = ?")
                .param(number)
                .query((row, _) -> theCase(row))
                .optional();
    }

    /// The case, held against others until the transaction ends.
    Optional<Case> hold(UUID id) {
        return jdbc.sql("select " + CASE + " from cases c where c.id = ? for update")
                .param(id)
                .query((row, _) -> theCase(row))
                .optional();
    }

    List<Case> findAll(List<UUID> ids) {
        return jdbc.sql("select " + CASE + " from cases c where c.id = any(?)")
                .param(ids.toArray(UUID[]::new))
                .query((row, _) -> theCase(row))
                .list();
    }

    List<Case> list(
            CaseFilter filter,
            List<UUID> customers,
            Viewer viewer,
            @Nullable Cursor after,
            int limit) {
        var sql = new StringBuilder("select " + CASE + " from ");
        var values = new ArrayList<Object>();
        boolean searching = !filter.q().isBlank();
        if (searching) {
            // newest messages first: a rare word is found by the index on words, a common one by
            // walking back in time
            sql.append(
                    """
                    (select case_id from (select m.case_id, m.id from message m
                        where m.search @@ websearch_to_tsquery('kept', ?) order by m.id desc limit 300) newest
                      group by case_id) hit join cases c on c.id = hit.case_id where true
                    """);
            values.add(filter.q());
        } else {
            sql.append("cases c where true");
        }
        if (filter.resolved() != null) {
            sql.append(" and c.state = ?");
            values.add(filter.resolved() ? "resolved" : "open");
        }
        if (filter.unit() != null) {
            sql.append(" and c.unit = ?");
            values.add(filter.unit());
        }
        if (filter.owner() != null) {
            sql.append(" and c.owner = ?");
            values.add(filter.owner());
        }
        if (filter.unowned()) {
            sql.append(" and c.owner is null");
        }
        if (filter.ourMove() != null) {
            sql.append(" and c.our_move = ?");
            values.add(filter.ourMove());
        }
        if (!customers.isEmpty()) {
            sql.append(" and c.customer_id = any(?)");
            values.add(customers.toArray(UUID[]::new));
        }
        if (!filter.tag().isBlank()) {
            sql.append(" and ? = any(c.tags)");
            values.add(filter.tag());
        }
        if (!viewer.seesAll()) {
            sql.append(" and (c.unit = any(?) or c.owner = ?)");
            values.add(viewer.units().toArray(UUID[]::new));
            values.add(viewer.person());
        }
        var sort = filter.sort();
        if (after != null) {
            sql.append(" and (c.").append(sort.column).append(", c.id) ");
            sql.append(sort.direction.equals("desc") ? "<" : ">").append(" (?, ?)");
            values.add(utc(after.at()));
            values.add(after.id());
        }
        sql.append(
                " order by c.%s %s, c.id %s limit ?"
                        .formatted(sort.column, sort.direction, sort.direction));
        values.add(limit);
        return jdbc.sql(sql.toString()).params(values).query((row, _) -> theCase(row)).list();
    }

    List<Message> messages(UUID caseId, @Nullable UUID after, int limit) {
        return withAttachments(
                jdbc.sql(
                                "select "
                                        + MESSAGE
                                        + " from message m where m.case_id = ? and (?::uuid is null or m.id > ?) order by m.id limit ?")
                        .params(Arrays.asList(caseId, after, after, limit))
                        .query((row, _) -> message(row))
                        .list());
    }

    List<UUID> openOwnedBy(UUID person) {
        return ids(
                "select c.id from cases c where c.owner = ? and c.state = 'open' order by c.id",
                person);
    }

    List<UUID> openOfUnit(UUID unit) {
        return ids(
                "select c.id from cases c where c.unit = ? and c.state = 'open' order by c.id",
                unit);
    }

    /// Cases that have ended go along silently: their history did not go on, and they may come back.
    void moveEnded(UUID unit, UUID into) {
        jdbc.sql("update cases set unit = ? where unit = ? and state <> 'open'")
                .params(into, unit)
                .update();
    }

    private List<UUID> ids(String sql, UUID of) {
        return jdbc.sql(sql).param(of).query((row, _) -> row.getObject(1, UUID.class)).list();
    }

    List<Cases.Heard> heardAgainSince(UUID from, int limit) {
        return jdbc.sql(
                        """
                        select m.id, m.case_id from message m join cases c on c.id = m.case_id
                         where m.id >= ? and m.direction = 'inbound'
                           and (exists (select 1 from message e where e.case_id = m.case_id and e.id < m.id and e.direction = 'inbound')
                             or exists (select 1 from cases o where o.customer_id = c.customer_id and o.id <> c.id)
                             or exists (select 1 from customer k where k.merged_into = c.customer_id))
                         order by m.id limit ?
                        """)
                .params(from, limit)
                .query((row, _) ->
                        new Cases.Heard(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list();
    }

    List<Case> ofCustomersSince(List<UUID> customers, Instant since, int limit) {
        return jdbc.sql(
                        "select "
                                + CASE
                                + " from cases c where c.customer_id = any(?) and c.created_at >= ? order by c.updated_at desc, c.id desc limit ?")
                .params(customers.toArray(UUID[]::new), utc(since), limit)
                .query((row, _) -> theCase(row))
                .list();
    }

    /// The latest messages, oldest of them first.
    List<Message> latestMessages(UUID caseId, int limit) {
        return withAttachments(
                jdbc.sql(
                                "select * from (select "
                                        + MESSAGE
                                        + " from message m where m.case_id = ? order by m.id desc limit ?) latest order by id")
                        .params(caseId, limit)
                        .query((row, _) -> message(row))
                        .list());
    }

    Optional<Message> message(UUID id) {
        return withAttachments(
                        jdbc.sql("select " + MESSAGE + " from message m where m.id = ?")
                                .param(id)
                                .query((row, _) -> message(row))
                                .list())
                .stream()
                .findFirst();
    }

    private List<Message> withAttachments(List<Message> bare) {
        if (bare.isEmpty()) {
            return bare;
        }
        Map<UUID, List<Message.Attachment>> byMessage = new HashMap<>();
        jdbc.sql(
                        """
                        select message_id, id, file_id, name, type, size, content_id from attachment
                         where case_id = ? and message_id = any(?) order by id
                        """)
                .params(
                        bare.getFirst().caseId(),
                        bare.stream().map(Message::id).toArray(UUID[]::new))
                .query((row, _) ->
                        byMessage
                                .computeIfAbsent(
                                        row.getObject(1, UUID.class), _ -> new ArrayList<>())
                                .add(
                                        new Message.Attachment(
                                                row.getObject(2, UUID.class),
                                                row.getObject(3, UUID.class),
                                                row.getString(4),
                                                row.getString(5),
                                                row.getLong(6),
                                                row.getString(7))))
                .list();
        if (byMessage.isEmpty()) {
            return bare;
        }
        return bare.stream()
                .map(m ->
                        new Message(
                                m.id(),
                                m.caseId(),
                                m.direction(),
                                m.author(),
                                m.authorName(),
                                m.address(),
                                m.subject(),
                                m.text(),
                                m.folded(),
                                m.html(),
                                m.channel(),
                                m.proven(),
                                m.mailId(),
                                m.at(),
                                byMessage.getOrDefault(m.id(), List.of())))
                .toList();
    }

    void eachHead(BiConsumer<UUID, ChainHead> reader) {
        streaming.query(
                "select id, version, head from cases",
                row -> {
                    reader.accept(
                            row.getObject(1, UUID.class),
                            new ChainHead(row.getInt(2), row.getBytes(3)));
                });
    }

    /// How many cases are open in each unit, ours to move and all.
    List<Count> counts(Viewer viewer) {
        return jdbc.sql(
                        """
                        select c.unit, count(*) filter (where c.our_move), count(*),
                               count(*) filter (where c.owner = ?), count(*) filter (where c.owner is null)
                          from cases c where c.state = 'open' and (? or c.unit = any(?) or c.owner = ?) group by c.unit
                        """)
                .params(
                        viewer.person(),
                        viewer.seesAll(),
                        viewer.units().toArray(UUID[]::new),
                        viewer.person())
                .query((row, _) ->
                        new Count(
                                row.getObject(1, UUID.class),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5)))
                .list();
    }

    record Count(UUID unit, long ourMove, long open, long mine, long unowned) {}

    private static Case theCase(ResultSet row) throws SQLException {
        var resolvedAt = row.getObject(15, OffsetDateTime.class);
        return new Case(
                row.getObject(1, UUID.class),
                row.getLong(2),
                row.getObject(3, UUID.class),
                row.getString(4),
                Channel.of(row.getString(5)),
                row.getString(6).equals("resolved"),
                row.getBoolean(7),
                row.getObject(8, UUID.class),
                row.getObject(9, UUID.class),
                Priority.of(row.getString(10)),
                List.of((String[]) row.getArray(11).getArray()),
                row.getString(12),
                row.getObject(13, OffsetDateTime.class).toInstant(),
                row.getObject(14, OffsetDateTime.class).toInstant(),
                resolvedAt == null ? null : resolvedAt.toInstant(),
                new ChainHead(row.getInt(16), row.getBytes(17)));
    }

    private static Message message(ResultSet row) throws SQLException {
        return new Message(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                Message.Direction.of(row.getString(3)),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                Channel.of(row.getString(11)),
                row.getBoolean(12),
                row.getObject(13, UUID.class),
                row.getObject(14, OffsetDateTime.class).toInstant(),
                List.of());
    }
}
