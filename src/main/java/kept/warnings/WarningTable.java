package kept.warnings;

import static kept.database.Times.at;
import static kept.database.Times.atOrNull;
import static kept.database.Times.utcOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class WarningTable {
    private static final String WARNING =
            """
            select w.id, w.promise, w.customer, w.raised_at, w.tell_by, w.new_due, w.state, w.reason, w.told_at, w.told_by,
                   w.told_how, w.late
              from warning w
            """;

    private final JdbcClient jdbc;

    WarningTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// False if this promise has one already.
    boolean insert(Warning w) {
        return jdbc.sql(
                                """
                                insert into warning (id, promise, customer, raised_at, tell_by, new_due, state)
                                values (?, ?, ?, ?, ?, ?, ?) on conflict (promise) do nothing
                                """)
                        .params(
                                Arrays.asList(
                                        w.id(),
                                        w.promise(),
                                        w.customer(),
                                        utcOrNull(w.raisedAt()),
                                        utcOrNull(w.tellBy()),
                                        utcOrNull(w.newDue()),
                                        w.state().word()))
                        .update()
                == 1;
    }

    void update(Warning w) {
        jdbc.sql(
                        """
                        update warning set new_due = ?, state = ?, reason = ?, told_at = ?, told_by = ?, told_how = ?, late = ?
                         where id = ?
                        """)
                .params(
                        Arrays.asList(
                                utcOrNull(w.newDue()),
                                w.state().word(),
                                w.reason(),
                                utcOrNull(w.toldAt()),
                                w.toldBy(),
                                w.toldHow(),
                                w.late(),
                                w.id()))
                .update();
    }

    Optional<Warning> ofPromise(UUID promise) {
        return jdbc.sql(WARNING + " where w.promise = ?")
                .param(promise)
                .query((row, _) -> warning(row))
                .optional();
    }

    List<Warning> ofPromises(List<UUID> promises) {
        return jdbc.sql(WARNING + " where w.promise = any(?)")
                .param(promises.toArray(UUID[]::new))
                .query((row, _) -> warning(row))
                .list();
    }

    List<Warning> waiting(UUID customer) {
        return jdbc.sql(WARNING + " where w.customer = ? and w.state = 'waiting'")
                .param(customer)
                .query((row, _) -> warning(row))
                .list();
    }

    private static Warning warning(ResultSet row) throws SQLException {
        return new Warning(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                at(row, 4),
                at(row, 5),
                atOrNull(row, 6),
                Warning.State.of(row.getString(7)),
                row.getString(8),
                atOrNull(row, 9),
                row.getObject(10, UUID.class),
                row.getString(11),
                row.getBoolean(12));
    }
}
