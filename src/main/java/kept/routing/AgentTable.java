package kept.routing;

import static kept.database.Times.at;
import static kept.database.Times.atOrNull;
import static kept.database.Times.utc;
import static kept.database.Times.utcOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AgentTable {
    private static final String SELECT =
            """
            select a.person, a.state, a.reason, a.since, a.until, a.contact,
                   array(select skill from agent_skill s where s.person = a.person),
                   array(select unit_id from membership m where m.person_id = a.person)
              from agent a join person p on p.id = a.person and p.left_at is null
            """;

    private final JdbcClient jdbc;

    AgentTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Agent> all() {
        return jdbc.sql(SELECT + " order by a.since").query((row, _) -> agent(row)).list();
    }

    Optional<Agent> find(UUID person) {
        return jdbc.sql(SELECT + " where a.person = ?")
                .param(person)
                .query((row, _) -> agent(row))
                .optional();
    }

    /// Moves him from one of these states, or from none at all.
    ///
    /// @param of the call that he must be asked for or talk in, if any
    boolean move(
            UUID person,
            Set<Agent.State> from,
            Agent.State to,
            @Nullable String reason,
            Instant since,
            @Nullable Instant until,
            @Nullable UUID contact,
            @Nullable UUID of) {
        return jdbc.sql(
                                """
                                insert into agent as a (person, state, reason, since, until, contact)
                                select :person, :to, :reason, :since, :until, :contact
                                 where :new or exists (select 1 from agent where person = :person)
                                    on conflict (person) do update set state = excluded.state, reason = excluded.reason,
                                       since = excluded.since, until = excluded.until, contact = excluded.contact
                                 where a.state = any(:from) and (cast(:of as uuid) is null or a.contact = cast(:of as uuid))
                                """)
                        .param("person", person)
                        .param("to", to.word())
                        .param("reason", reason, java.sql.Types.VARCHAR)
                        .param("since", utc(since))
                        .param("until", utcOrNull(until), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("contact", contact, java.sql.Types.OTHER)
                        .param("of", of, java.sql.Types.OTHER)
                        .param("new", from.contains(Agent.State.OFF))
                        .param("from", from.stream().map(Agent.State::word).toArray(String[]::new))
                        .update()
                == 1;
    }

    List<UUID> wrappedUpBy(Instant now) {
        return jdbc.sql("select person from agent where state = 'wrapUp' and until <= ?")
                .param(utc(now))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    void skills(UUID person, List<String> skills) {
        jdbc.sql("delete from agent_skill where person = ?").param(person).update();
        for (var skill : skills) {
            jdbc.sql("insert into agent_skill (person, skill) values (?, ?)")
                    .params(person, skill)
                    .update();
        }
    }

    List<String> skillsOf(UUID person) {
        return jdbc.sql("select skill from agent_skill where person = ? order by skill")
                .param(person)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private static Agent agent(ResultSet row) throws SQLException {
        return new Agent(
                row.getObject(1, UUID.class),
                Agent.State.of(row.getString(2)),
                row.getString(3),
                at(row, 4),
                atOrNull(row, 5),
                row.getObject(6, UUID.class),
                Set.of((String[]) row.getArray(7).getArray()),
                Set.of((UUID[]) row.getArray(8).getArray()));
    }
}
