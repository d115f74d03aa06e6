package kept.matters;

import static kept.database.Times.at;
import static kept.database.Times.atOrNull;
import static kept.database.Times.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class MatterTable {
    private static final String MATTER =
            """
            select case_id, customer, contacts, broken, since, before, decision_maker, raised_at, decided_by, decided_at,
                   decision
              from matter
            """;

    private final JdbcClient jdbc;

    MatterTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// True if the case had none before.
    boolean insert(Matter m) {
        return jdbc.sql(
                                """
                                insert into matter (case_id, customer, contacts, broken, since, before, decision_maker, raised_at)
                                values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (case_id) do nothing
                                """)
                        .params(
                                m.caseId(),
                                m.customer(),
                                m.contacts(),
                                m.broken(),
                                utc(m.since()),
                                m.before().toArray(UUID[]::new),
                                m.decisionMaker(),
                                utc(m.raisedAt()))
                        .update()
                == 1;
    }

    void recount(UUID caseId, int contacts, int broken) {
        jdbc.sql("update matter set contacts = ?, broken = ? where case_id = ?")
                .params(contacts, broken, caseId)
                .update();
    }

    boolean decide(UUID caseId, UUID person, Instant at, String decision) {
        return jdbc.sql(
                                """
                                update matter set decided_by = ?, decided_at = ?, decision = ?
                                 where case_id = ? and decided_at is null
                                """)
                        .params(person, utc(at), decision, caseId)
                        .update()
                == 1;
    }

    Optional<Matter> ofCase(UUID caseId) {
        return jdbc.sql(MATTER + " where case_id = ?")
                .param(caseId)
                .query((row, _) -> matter(row))
                .optional();
    }

    List<Matter> undecidedOf(UUID person, int limit) {
        return jdbc.sql(
                        MATTER
                                + " where decision_maker = ? and decided_at is null order by raised_at limit ?")
                .params(person, limit)
                .query((row, _) -> matter(row))
                .list();
    }

    /// Until when the letters were looked through, held so that one node at a time looks; none if another does.
    Optional<Instant> holdCursor(Instant first) {
        jdbc.sql("insert into matter_cursor (id, until) values (1, ?) on conflict (id) do nothing")
                .param(utc(first))
                .update();
        return jdbc.sql("select until from matter_cursor where id = 1 for update skip locked")
                .query((row, _) -> at(row, 1))
                .optional();
    }

    void moveCursor(Instant until) {
        jdbc.sql("update matter_cursor set until = ? where id = 1").param(utc(until)).update();
    }

    private static Matter matter(ResultSet row) throws SQLException {
        return new Matter(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getInt(3),
                row.getInt(4),
                at(row, 5),
                List.of((UUID[]) row.getArray(6).getArray()),
                row.getObject(7, UUID.class),
                at(row, 8),
                row.getObject(9, UUID.class),
                atOrNull(row, 10),
                row.getString(11));
    }
}
