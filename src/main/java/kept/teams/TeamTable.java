package kept.teams;

import static kept.database.Times.atOrNull;
import static kept.database.Times.utc;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class TeamTable {
    private static final String PERSON =
            """
            select p.id, p.name, p.email, p.role, p.zone, p.version, p.left_at,
                   (select array_agg(m.unit_id) from membership m where m.person_id = p.id)
              from person p
            """;
    private static final String UNIT =
            """
            select id, name, calendar_id, extract(epoch from first_answer)::bigint,
                   extract(epoch from next_answer)::bigint, version, closed_at
              from unit
            """;

    private final JdbcClient jdbc;

    TeamTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Person> people() {
        return jdbc.sql(PERSON + " order by p.name, p.id").query((row, _) -> person(row)).list();
    }

    Optional<Person> person(UUID id) {
        return jdbc.sql(PERSON + " where p.id = ?")
                .param(id)
                .query((row, _) -> person(row))
                .optional();
    }

    Optional<Person> byEmail(String email) {
        return jdbc.sql(PERSON + " where p.email = ?")
                .param(email)
                .query((row, _) -> person(row))
                .optional();
    }

    void insert(Person person, String locale, Instant at) {
        jdbc.sql(
                        "insert into person (id, name, email, role, zone, locale, created_at) values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        person.id(),
                        person.name(),
                        person.email(),
                        person.role().word(),
                        person.zone().getId(),
                        locale,
                        utc(at))
                .update();
        setUnits(person.id(), person.units());
    }

    boolean update(Person person, int expectedVersion) {
        boolean won =
                jdbc.sql(
                                        """
                                        update person set name = ?, role = ?, zone = ?, left_at = ?, version = version + 1
                                         where id = ? and version = ?
                                        """)
                                .params(
                                        Arrays.asList(
                                                person.name(),
                                                person.role().word(),
                                                person.zone().getId(),
                                                person.leftAt() == null
                                                        ? null
                                                        : utc(person.leftAt()),
                                                person.id(),
                                                expectedVersion))
                                .update()
                        == 1;
        if (won) {
            setUnits(person.id(), person.units());
        }
        return won;
    }

    private void setUnits(UUID person, Set<UUID> units) {
        jdbc.sql("delete from membership where person_id = ?").param(person).update();
        for (var unit : units) {
            jdbc.sql("insert into membership (person_id, unit_id) values (?, ?)")
                    .params(person, unit)
                    .update();
        }
    }

    void plan(Departure d, UUID by) {
        jdbc.sql(
                        """
                        insert into departure (person_id, leaves_at, successor_id, planned_by) values (?, ?, ?, ?)
                            on conflict (person_id) do update set leaves_at = excluded.leaves_at,
                               successor_id = excluded.successor_id, planned_by = excluded.planned_by
                        """)
                .params(d.person(), utc(d.leavesAt()), d.successor(), by)
                .update();
    }

    void endDeparture(UUID person) {
        jdbc.sql("delete from departure where person_id = ?").param(person).update();
    }

    List<Departure> departures() {
        return jdbc.sql(
                        "select person_id, leaves_at, successor_id from departure order by leaves_at, person_id")
                .query((row, _) ->
                        new Departure(
                                row.getObject(1, UUID.class),
                                row.getObject(2, OffsetDateTime.class).toInstant(),
                                row.getObject(3, UUID.class)))
                .list();
    }

    /// The calendars of those who work at hours of their own.
    Map<UUID, UUID> hours() {
        var hours = new HashMap<UUID, UUID>();
        jdbc.sql("select person_id, calendar_id from person_hours")
                .query(
                        (RowCallbackHandler)
                                row ->
                                        hours.put(
                                                row.getObject(1, UUID.class),
                                                row.getObject(2, UUID.class)));
        return hours;
    }

    void setHours(UUID person, @Nullable UUID calendar) {
        jdbc.sql("delete from person_hours where person_id = ?").param(person).update();
        if (calendar != null) {
            jdbc.sql("insert into person_hours (person_id, calendar_id) values (?, ?)")
                    .params(person, calendar)
                    .update();
        }
    }

    void join(UUID from, UUID into) {
        jdbc.sql(
                        """
                        insert into membership (person_id, unit_id)
                        select person_id, ? from membership where unit_id = ? on conflict do nothing
                        """)
                .params(into, from)
                .update();
    }

    boolean close(UUID unit, Instant at) {
        return jdbc.sql(
                                "update unit set closed_at = ?, version = version + 1 where id = ? and closed_at is null")
                        .params(utc(at), unit)
                        .update()
                == 1;
    }

    List<Unit> units() {
        return jdbc.sql(UNIT + " order by created_at, id").query((row, _) -> unit(row)).list();
    }

    void insert(Unit unit, Instant at) {
        jdbc.sql(
                        """
                        insert into unit (id, name, calendar_id, first_answer, next_answer, created_at)
                        values (?, ?, ?, make_interval(secs => ?), make_interval(secs => ?), ?)
                        """)
                .params(
                        unit.id(),
                        unit.name(),
                        unit.calendarId(),
                        unit.firstAnswer().toSeconds(),
                        unit.nextAnswer().toSeconds(),
                        utc(at))
                .update();
    }

    boolean update(Unit unit, int expectedVersion) {
        return jdbc.sql(
                                """
                                update unit set name = ?, calendar_id = ?, first_answer = make_interval(secs => ?),
                                       next_answer = make_interval(secs => ?), version = version + 1
                                 where id = ? and version = ?
                                """)
                        .params(
                                unit.name(),
                                unit.calendarId(),
                                unit.firstAnswer().toSeconds(),
                                unit.nextAnswer().toSeconds(),
                                unit.id(),
                                expectedVersion)
                        .update()
                == 1;
    }

    void insert(Absence absence) {
        jdbc.sql(
                        """
                        insert into absence (id, person_id, deputy_id, starts_at, ends_at, note)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        absence.id(),
                        absence.person(),
                        absence.deputy(),
                        utc(absence.startsAt()),
                        utc(absence.endsAt()),
                        absence.note())
                .update();
    }

    Optional<Absence> absence(UUID id) {
        return jdbc.sql(
                        "select id, person_id, deputy_id, starts_at, ends_at, note from absence where id = ? and not ended")
                .param(id)
                .query((row, _) -> absence(row))
                .optional();
    }

    /// Absences that have not ended at `at`, soonest first.
    List<Absence> absencesFrom(Instant at) {
        return jdbc.sql(
                        """
                        select id, person_id, deputy_id, starts_at, ends_at, note from absence
                         where ends_at > ? and not ended order by starts_at, id
                        """)
                .param(utc(at))
                .query((row, _) -> absence(row))
                .list();
    }

    void end(UUID absence) {
        jdbc.sql("update absence set ended = true where id = ?").param(absence).update();
    }

    private static Absence absence(ResultSet row) throws SQLException {
        return new Absence(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getString(6));
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                Role.of(row.getString(4)),
                ZoneId.of(row.getString(5)),
                ids(row.getArray(8)),
                row.getInt(6),
                atOrNull(row, 7));
    }

    private static Set<UUID> ids(@Nullable Array array) throws SQLException {
        return array == null
                ? Set.of()
                : Arrays.stream((Object[]) array.getArray())
                        .map(UUID.class::cast)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static Unit unit(ResultSet row) throws SQLException {
        return new Unit(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getObject(3, UUID.class),
                Duration.ofSeconds(row.getLong(4)),
                Duration.ofSeconds(row.getLong(5)),
                row.getInt(6),
                atOrNull(row, 7));
    }
}
