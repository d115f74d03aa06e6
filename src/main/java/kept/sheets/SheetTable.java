package kept.sheets;

import static kept.database.Times.atOrNull;
import static kept.database.Times.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kept.sheets.Sheet.Line;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads promises, warnings, cases and steps as the rows of a sheet; one more than `MOST` of each, so that it shows when
/// some are left out.
@Repository
class SheetTable {
    static final int MOST = 500;

    private static final String OPEN = "p.next is null and p.state in ('given', 'atRisk')";

    private final JdbcClient jdbc;

    SheetTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Line> due(Place place, Instant from, Instant to) {
        return words(
                place, from, to, "due", "p.due", "", OPEN + " and p.due >= :from and p.due < :to");
    }

    List<Line> atRisk(Place place) {
        return words(
                place,
                Instant.EPOCH,
                Instant.EPOCH,
                "due",
                "p.due",
                "",
                "p.next is null and p.state = 'atRisk'");
    }

    List<Line> toTell(Place place) {
        return words(
                place,
                Instant.EPOCH,
                Instant.EPOCH,
                "tell by",
                "w.tell_by",
                "join warning w on w.promise = p.id and w.state = 'waiting'",
                OPEN);
    }

    List<Line> kept(Place place, Instant from, Instant to) {
        return words(
                place,
                from,
                to,
                "done",
                "p.delivered_at",
                "",
                "p.state in ('claimed', 'kept', 'keptLate') and p.delivered_at >= :from and p.delivered_at < :to");
    }

    List<Line> broken(Place place, Instant from, Instant to) {
        return words(
                place,
                from,
                to,
                "broken",
                "p.broken_at",
                "",
                "p.state <> 'void' and p.broken_at >= :from and p.broken_at < :to");
    }

    List<Line> toldBefore(Place place, Instant from, Instant to) {
        return words(
                place,
                from,
                to,
                "told",
                "p.warned_at",
                "",
                "p.state <> 'void' and p.warned_at >= :from and p.warned_at < :to and p.warned_at < p.due");
    }

    /// Broken, known to the customer, and nobody of us has written or said a thing to him on the case since.
    List<Line> owedApologies(Place place) {
        return words(
                place,
                Instant.EPOCH,
                Instant.EPOCH,
                "broken",
                "p.broken_at",
                "",
                """
                p.next is null and p.state = 'broken' and p.visibility = 'customer' and p.customer_id is not null
                and not exists (select 1 from message m
                                 where m.case_id = p.case_id and m.direction = 'outbound' and m.at >= p.broken_at)\
                """);
    }

    private List<Line> words(
            Place place,
            Instant from,
            Instant to,
            String mark,
            String at,
            String join,
            String which) {
        return scoped(
                        """
                        select p.id, p.said_text, coalesce(c.name, ''), coalesce(k.number, 0), o.name, u.name, p.state, %s
                          from promise p
                          join person o on o.id = p.owner
                          join unit u on u.id = p.unit
                          left join customer c on c.id = p.customer_id
                          left join cases k on k.id = p.case_id
                          %s
                         where (:all or p.unit = any(:units)) and %s
                         order by 8, p.id limit :most
                        """
                                .formatted(at, join, which),
                        place)
                .param("from", utc(from))
                .param("to", utc(to))
                .query((row, _) -> word(row, mark))
                .list();
    }

    private static Line word(ResultSet row, String mark) throws SQLException {
        String id = row.getString(1);
        long number = row.getLong(4);
        return new Line(
                number == 0 ? "/promises/" + id : "/cases/" + number + "#p-" + id,
                row.getString(2),
                row.getString(3),
                number,
                row.getString(5),
                row.getString(6),
                row.getString(7),
                atOrNull(row, 8),
                mark);
    }

    /// A case or word without a case on which the customer last heard from us before `before`, though we owe something.
    record Silent(Line row, UUID unit, Instant heard) {}

    List<Silent> silent(Place place, Instant before) {
        return scoped(
                        """
                        with silent as (
                            select null::uuid as word, k.number, k.subject as title, k.customer_id, k.owner, k.unit,
                                   greatest(k.created_at, said.at, mail.at) as heard
                              from cases k
                              left join lateral (select max(m.at) as at from message m
                                                  where m.case_id = k.id and m.direction = 'outbound') said on true
                              left join lateral (select max(o.created_at) as at from outgoing_mail o
                                                  where o.case_id = k.id and o.state <> 'failed' and o.state <> 'bounced') mail on true
                             where k.state = 'open' and (:all or k.unit = any(:units))
                               and (k.our_move
                                    or exists (select 1 from promise p
                                                where p.case_id = k.id and p.next is null and p.visibility = 'customer'
                                                  and p.state in ('given', 'atRisk', 'broken')))
                            union all
                            select p.id, 0, p.said_text, p.customer_id, p.owner, p.unit, greatest(p.given_at, p.warned_at)
                              from promise p
                             where p.case_id is null and p.customer_id is not null and p.next is null
                               and p.visibility = 'customer' and p.state in ('given', 'atRisk', 'broken')
                               and (:all or p.unit = any(:units)))
                        select s.word, s.title, c.name, s.number, coalesce(o.name, 'Nobody'), u.name, s.heard, s.unit
                          from silent s
                          join customer c on c.id = s.customer_id
                          join unit u on u.id = s.unit
                          left join person o on o.id = s.owner
                         where s.heard < :before
                         order by s.heard, s.number limit :most
                        """,
                        place)
                .param("before", utc(before))
                .query((row, _) -> silent(row))
                .list();
    }

    private static Silent silent(ResultSet row) throws SQLException {
        long number = row.getLong(4);
        Instant heard = row.getObject(7, OffsetDateTime.class).toInstant();
        return new Silent(
                new Line(
                        number == 0 ? "/promises/" + row.getString(1) : "/cases/" + number,
                        row.getString(2),
                        row.getString(3),
                        number,
                        row.getString(5),
                        row.getString(6),
                        "silent",
                        heard,
                        "last heard"),
                row.getObject(8, UUID.class),
                heard);
    }

    /// Steps that others ask of the place and nobody has answered.
    List<Line> stepsToAnswer(Place place) {
        return scoped(
                        """
                        select s.id, s.name || ', for: ' || p.said_text, coalesce(c.name, ''), coalesce(k.number, 0), o.name,
                               u.name, s.answer_by, s.unit
                          from step s
                          join step_plan l on l.id = s.plan and l.ended_at is null
                          join promise p on p.id = l.promise
                          join person o on o.id = p.owner
                          join unit u on u.id = s.unit
                          left join customer c on c.id = p.customer_id
                          left join cases k on k.id = p.case_id
                         where s.state = 'asked' and (:all or s.unit = any(:units))
                         order by s.answer_by, s.id limit :most
                        """,
                        place)
                .query((row, _) ->
                        new Line(
                                "/steps?unit=" + row.getString(8),
                                row.getString(2),
                                row.getString(3),
                                row.getLong(4),
                                row.getString(5),
                                row.getString(6),
                                "asked",
                                atOrNull(row, 7),
                                "answer by"))
                .list();
    }

    private JdbcClient.StatementSpec scoped(String sql, Place place) {
        Set<UUID> units = place.units();
        return jdbc.sql(sql)
                .param("all", units == null)
                .param("units", (units == null ? Set.<UUID>of() : units).toArray(UUID[]::new))
                .param("most", MOST + 1);
    }
}
