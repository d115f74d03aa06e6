package kept.reminders;

import static kept.database.Times.atOrNull;
import static kept.database.Times.utcOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kept.teams.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ReminderTable {
    private static final String REMINDER =
            """
            select id, case_id, message, customer, unit, sentence, kind, named_due, at, state, promise, decided_by,
                   decided_at, reason
              from reminder
            """;

    private final JdbcClient jdbc;

    ReminderTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Reminder r) {
        jdbc.sql(
                        """
                        insert into reminder (id, case_id, message, customer, unit, sentence, kind, named_due, at, state, promise)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (message, sentence) do nothing
                        """)
                .params(
                        Arrays.asList(
                                r.id(),
                                r.caseId(),
                                r.message(),
                                r.customer(),
                                r.unit(),
                                r.sentence(),
                                r.kind(),
                                utcOrNull(r.namedDue()),
                                utcOrNull(r.at()),
                                r.state().word(),
                                r.promise()))
                .update();
    }

    /// False if somebody decided before.
    boolean decide(Reminder r) {
        return jdbc.sql(
                                """
                                update reminder set state = ?, promise = ?, decided_by = ?, decided_at = ?, reason = ?
                                 where id = ? and state = 'unrecorded'
                                """)
                        .params(
                                Arrays.asList(
                                        r.state().word(),
                                        r.promise(),
                                        r.decidedBy(),
                                        utcOrNull(r.decidedAt()),
                                        r.reason(),
                                        r.id()))
                        .update()
                == 1;
    }

    Optional<Reminder> find(UUID id) {
        return jdbc.sql(REMINDER + " where id = ?")
                .param(id)
                .query((row, _) -> reminder(row))
                .optional();
    }

    List<Reminder> ofCase(UUID caseId) {
        return jdbc.sql(REMINDER + " where case_id = ? order by at, id")
                .param(caseId)
                .query((row, _) -> reminder(row))
                .list();
    }

    List<Reminder> unrecorded(Viewer viewer, int limit) {
        return jdbc.sql(
                        REMINDER
                                + " where state = 'unrecorded' and (? or unit = any(?)) order by at, id limit ?")
                .params(viewer.seesAll(), viewer.units().toArray(UUID[]::new), limit)
                .query((row, _) -> reminder(row))
                .list();
    }

    private static Reminder reminder(ResultSet row) throws SQLException {
        return new Reminder(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                row.getObject(4, UUID.class),
                row.getObject(5, UUID.class),
                row.getString(6),
                row.getString(7),
                atOrNull(row, 8),
                row.getObject(9, OffsetDateTime.class).toInstant(),
                Reminder.State.of(row.getString(10)),
                row.getObject(11, UUID.class),
                row.getObject(12, UUID.class),
                atOrNull(row, 13),
                row.getString(14));
    }
}
