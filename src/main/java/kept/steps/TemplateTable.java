package kept.steps;

import static kept.database.Times.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class TemplateTable {
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    TemplateTable(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    void insert(StepTemplate t) {
        jdbc.sql("insert into step_template (id, kind, unit, since) values (?, ?, ?, ?)")
                .params(Arrays.asList(t.id(), t.kind(), t.unit(), utc(t.since())))
                .update();
        var rows = new java.util.ArrayList<@Nullable Object[]>();
        for (var line : t.lines()) {
            rows.add(
                    new @Nullable Object[] {
                        t.id(),
                        rows.size(),
                        line.name(),
                        line.unit(),
                        line.work().toSeconds(),
                        line.needs().toArray(Integer[]::new),
                        line.capacity(),
                        line.answerWithin().toSeconds()
                    });
        }
        batches.batchUpdate(
                """
                insert into step_template_line (template, position, name, unit, work_seconds, needs, capacity, answer_seconds)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                rows);
    }

    boolean end(UUID id, Instant at) {
        return jdbc.sql("update step_template set ended_at = ? where id = ? and ended_at is null")
                        .params(utc(at), id)
                        .update()
                == 1;
    }

    boolean any() {
        return jdbc.sql("select exists (select from step_template)").query(Boolean.class).single();
    }

    List<StepTemplate> inForce() {
        record Row(
                UUID id, String kind, @Nullable UUID unit, Instant since, StepTemplate.Line line) {}
        var byId = new LinkedHashMap<UUID, List<Row>>();
        jdbc.sql(
                        """
                        select t.id, t.kind, t.unit, t.since, l.name, l.unit, l.work_seconds, l.needs, l.capacity, l.answer_seconds
                          from step_template t join step_template_line l on l.template = t.id
                         where t.ended_at is null order by t.kind, t.id, l.position
                        """)
                .query((row, _) ->
                        new Row(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getObject(3, UUID.class),
                                row.getObject(4, OffsetDateTime.class).toInstant(),
                                line(row)))
                .list()
                .forEach(row ->
                        byId.computeIfAbsent(row.id(), _ -> new java.util.ArrayList<>()).add(row));
        return byId.values().stream()
                .map(rows ->
                        new StepTemplate(
                                rows.getFirst().id(),
                                rows.getFirst().kind(),
                                rows.getFirst().unit(),
                                rows.stream().map(Row::line).toList(),
                                rows.getFirst().since()))
                .toList();
    }

    private static StepTemplate.Line line(ResultSet row) throws SQLException {
        return new StepTemplate.Line(
                row.getString(5),
                row.getObject(6, UUID.class),
                Duration.ofSeconds(row.getLong(7)),
                List.of((Integer[]) row.getArray(8).getArray()),
                row.getObject(9, Integer.class),
                Duration.ofSeconds(row.getLong(10)));
    }
}
