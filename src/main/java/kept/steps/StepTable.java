package kept.steps;

import static kept.database.Times.at;
import static kept.database.Times.atOrNull;
import static kept.database.Times.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import kept.database.Writes;
import kept.journal.ChainHead;
import kept.kernel.Cursor;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StepTable {
    private static final String PLAN =
            """
            select id, chain, promise, template, provisional_until, unanswered_at, backed_at, red_since, red_position,
                   ended_at, version, head
              from step_plan
            """;
    private static final String STEP =
            """
            select id, plan, position, name, unit, work_seconds, needs, capacity, answer_seconds, state, planned_start,
                   planned_end, taken_day, asked_at, answer_by, rung, accepted_at, accepted_by, told_end, reason,
                   started_at, done_at
              from step
            """;
    private static final long CAPACITY_LOCK = 727_045;

    private final JdbcClient jdbc;

    StepTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    // --- plans and their steps

    void insert(Writes writes, Plan plan) {
        writes.add(
                """
                insert into step_plan (id, chain, promise, template, provisional_until, unanswered_at, backed_at, red_since,
                    red_position, ended_at, version, head)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                """,
                plan.id(),
                plan.chain(),
                plan.promise(),
                plan.template(),
                plan.provisionalUntil(),
                plan.unansweredAt(),
                plan.backedAt(),
                plan.red() == null ? null : plan.red().since(),
                plan.red() == null ? null : plan.red().position(),
                plan.endedAt(),
                plan.head().position(),
                plan.head().hash());
        writes.flush();
        for (var step : plan.steps()) {
            var what = step.what();
            var course = step.course();
            writes.add(
                    """
                    insert into step (id, plan, position, name, unit, work_seconds, needs, capacity, answer_seconds, state,
                        planned_start, planned_end, taken_day, asked_at, answer_by, rung, accepted_at, accepted_by, told_end,
                        reason, started_at, done_at)
                    values (?, ?, ?, ?, ?, ?, ?::int[], ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                    """,
                    what.id(),
                    what.plan(),
                    what.position(),
                    what.name(),
                    what.unit(),
                    what.work().toSeconds(),
                    array(what.needs()),
                    what.capacity(),
                    what.answerWithin().toSeconds(),
                    step.state().wire(),
                    step.planned().start(),
                    step.planned().end(),
                    step.planned().day(),
                    step.asked().at(),
                    step.asked().answerBy(),
                    step.asked().rung(),
                    course.acceptedAt(),
                    course.acceptedBy(),
                    course.toldEnd(),
                    course.reason(),
                    course.startedAt(),
                    course.doneAt());
        }
        writes.flush();
    }

    /// What an array of whole numbers looks like as text.
    private static String array(List<Integer> numbers) {
        return "{" + String.join(",", numbers.stream().map(String::valueOf).toList()) + "}";
    }

    void update(Writes writes, Plan plan) {
        writes.add(
                """
                update step_plan set promise = ?, provisional_until = ?, unanswered_at = ?, backed_at = ?, red_since = ?,
                       red_position = ?, ended_at = ?, version = ?, head = ?
                 where id = ?\
                """,
                plan.promise(),
                plan.provisionalUntil(),
                plan.unansweredAt(),
                plan.backedAt(),
                plan.red() == null ? null : plan.red().since(),
                plan.red() == null ? null : plan.red().position(),
                plan.endedAt(),
                plan.head().position(),
                plan.head().hash(),
                plan.id());
    }

    void update(Writes writes, Step step) {
        var course = step.course();
        writes.add(
                """
                update step set unit = ?, capacity = ?, state = ?, planned_start = ?, planned_end = ?, taken_day = ?,
                       asked_at = ?, answer_by = ?, rung = ?, accepted_at = ?, accepted_by = ?, told_end = ?, reason = ?,
                       started_at = ?, done_at = ?
                 where id = ?\
                """,
                step.what().unit(),
                step.what().capacity(),
                step.state().wire(),
                step.planned().start(),
                step.planned().end(),
                step.planned().day(),
                step.asked().at(),
                step.asked().answerBy(),
                step.asked().rung(),
                course.acceptedAt(),
                course.acceptedBy(),
                course.toldEnd(),
                course.reason(),
                course.startedAt(),
                course.doneAt(),
                step.id());
    }

    /// The latest link that a plan backs.
    long openOf(UUID unit) {
        return jdbc.sql(
                        "select count(*) from step where unit = ? and state in ('asked', 'accepted', 'refused', 'started')")
                .param(unit)
                .query(Long.class)
                .single();
    }

    Optional<UUID> promiseOf(UUID plan) {
        return jdbc.sql("select promise from step_plan where id = ?")
                .param(plan)
                .query(UUID.class)
                .optional();
    }

    Optional<UUID> planOf(UUID step) {
        return jdbc.sql("select plan from step where id = ?")
                .param(step)
                .query(UUID.class)
                .optional();
    }

    /// The plan, held against others until the transaction ends.
    Optional<Plan> hold(UUID id) {
        return one(PLAN + " where id = ? for update", id);
    }

    Optional<Plan> holdOfChain(UUID chain) {
        return one(PLAN + " where chain = ? for update", chain);
    }

    Optional<Plan> ofChain(UUID chain) {
        return one(PLAN + " where chain = ?", chain);
    }

    private Optional<Plan> one(String sql, UUID id) {
        return withSteps(jdbc.sql(sql).param(id).query((row, _) -> plan(row)).list()).stream()
                .findFirst();
    }

    List<Plan> ofChains(Set<UUID> chains) {
        return withSteps(
                jdbc.sql(PLAN + " where chain = any(?)")
                        .param(chains.toArray(UUID[]::new))
                        .query((row, _) -> plan(row))
                        .list());
    }

    List<Plan> byIds(Set<UUID> ids) {
        return withSteps(
                jdbc.sql(PLAN + " where id = any(?)")
                        .param(ids.toArray(UUID[]::new))
                        .query((row, _) -> plan(row))
                        .list());
    }

    private List<Plan> withSteps(List<Plan> plans) {
        if (plans.isEmpty()) {
            return plans;
        }
        var byPlan = new HashMap<UUID, List<Step>>();
        jdbc.sql(STEP + " where plan = any(?) order by plan, position")
                .param(plans.stream().map(Plan::id).toArray(UUID[]::new))
                .query((row, _) -> step(row))
                .list()
                .forEach(step ->
                        byPlan.computeIfAbsent(step.what().plan(), _ -> new ArrayList<>())
                                .add(step));
        return plans.stream()
                .map(plan -> plan.with(byPlan.getOrDefault(plan.id(), List.of())))
                .toList();
    }

    /// Open steps that the viewer may see, of one unit if it is named, by their planned end.
    List<Step> list(
            Viewer viewer,
            @Nullable UUID unit,
            Step.@Nullable State state,
            @Nullable Cursor after,
            int limit) {
        var sql = new StringBuilder(STEP).append(" where true");
        var values = new ArrayList<Object>();
        if (state == null) {
            sql.append(" and state in ('asked', 'accepted', 'refused', 'started')");
        } else {
            sql.append(" and state = ?");
            values.add(state.wire());
        }
        if (unit != null) {
            sql.append(" and unit = ?");
            values.add(unit);
        }
        if (!viewer.seesAll()) {
            sql.append(" and unit = any(?)");
            values.add(viewer.units().toArray(UUID[]::new));
        }
        if (after != null) {
            sql.append(" and (planned_end, id) > (?, ?)");
            values.add(utc(after.at()));
            values.add(after.id());
        }
        sql.append(" order by planned_end, id limit ?");
        values.add(limit);
        return jdbc.sql(sql.toString()).params(values).query((row, _) -> step(row)).list();
    }

    /// How many steps wait for an answer of units that the viewer sees.
    int countAsked(Viewer viewer) {
        return jdbc.sql("select count(*) from step where state = 'asked' and (? or unit = any(?))")
                .params(viewer.seesAll(), viewer.units().toArray(UUID[]::new))
                .query(Integer.class)
                .single();
    }

    void eachHead(BiConsumer<UUID, ChainHead> reader) {
        jdbc.sql("select id, version, head from step_plan")
                .query(row -> {
                    reader.accept(
                            row.getObject(1, UUID.class),
                            new ChainHead(row.getInt(2), row.getBytes(3)));
                });
    }

    // --- capacity

    /// One at a time takes or gives back capacity: whoever waits here holds none of it, so nobody waits in a circle.
    void lockCapacity() {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(CAPACITY_LOCK).query(_ -> {});
    }

    /// @return false if the day is full
    boolean take(UUID unit, String work, LocalDate day, int capacity) {
        return jdbc.sql(
                                """
                                insert into step_capacity as c (unit, work, day, used) values (?, ?, ?, 1)
                                    on conflict (unit, work, day) do update set used = c.used + 1 where c.used < ?
                                """)
                        .params(unit, work, day, capacity)
                        .update()
                == 1;
    }

    void giveBack(UUID unit, String work, LocalDate day) {
        jdbc.sql("update step_capacity set used = used - 1 where unit = ? and work = ? and day = ?")
                .params(unit, work, day)
                .update();
    }

    /// How much is taken, by day.
    Map<LocalDate, Integer> used(UUID unit, String work, LocalDate from, LocalDate to) {
        var used = new LinkedHashMap<LocalDate, Integer>();
        jdbc.sql(
                        "select day, used from step_capacity where unit = ? and work = ? and day between ? and ?")
                .params(unit, work, from, to)
                .query(row -> {
                    used.put(row.getObject(1, LocalDate.class), row.getInt(2));
                });
        return used;
    }

    // --- rows

    private static Plan plan(ResultSet row) throws SQLException {
        Instant redSince = atOrNull(row, 8);
        return new Plan(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                row.getObject(4, UUID.class),
                List.of(),
                atOrNull(row, 5),
                atOrNull(row, 6),
                atOrNull(row, 7),
                redSince == null ? null : new Plan.Red(redSince, row.getInt(9)),
                atOrNull(row, 10),
                new ChainHead(row.getInt(11), row.getBytes(12)));
    }

    private static Step step(ResultSet row) throws SQLException {
        return new Step(
                new Step.What(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getInt(3),
                        row.getString(4),
                        row.getObject(5, UUID.class),
                        Duration.ofSeconds(row.getLong(6)),
                        List.of((Integer[]) row.getArray(7).getArray()),
                        row.getObject(8, Integer.class),
                        Duration.ofSeconds(row.getLong(9))),
                Step.State.of(row.getString(10)),
                new Step.Times(at(row, 11), at(row, 12), row.getObject(13, LocalDate.class)),
                new Step.Asked(atOrNull(row, 14), atOrNull(row, 15), row.getInt(16)),
                new Step.Course(
                        atOrNull(row, 17),
                        row.getObject(18, UUID.class),
                        atOrNull(row, 19),
                        row.getString(20),
                        atOrNull(row, 21),
                        atOrNull(row, 22)));
    }
}
