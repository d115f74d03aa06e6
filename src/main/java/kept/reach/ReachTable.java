package kept.reach;

import static kept.database.Times.at;
import static kept.database.Times.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ReachTable {
    private static final String CHECK =
            "select id, line, at, took_millis, calls, answer_millis, sound_millis, fault from reach_check";
    private static final String WATCHED =
            "select line, minutes, next_at, turn, streak from reach_line";

    private final JdbcClient jdbc;

    ReachTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void watch(String line, Instant next) {
        jdbc.sql("insert into reach_line (line, next_at) values (?, ?) on conflict do nothing")
                .params(line, utc(next))
                .update();
    }

    List<Watched> watched() {
        return jdbc.sql(WATCHED).query((row, _) -> watched(row)).list();
    }

    Optional<Watched> watched(String line) {
        return jdbc.sql(WATCHED + " where line = ?")
                .param(line)
                .query((row, _) -> watched(row))
                .optional();
    }

    void unwatch(String line) {
        jdbc.sql("delete from reach_line where line = ?").param(line).update();
    }

    /// The next line that is due, which is no longer so for others; one program gets it.
    Optional<Watched> claim(Instant now) {
        return jdbc.sql(
                        """
                        update reach_line r set next_at = ?::timestamptz + make_interval(mins => greatest(r.minutes, 1)), turn = r.turn + 1
                         where r.line = (select line from reach_line where next_at <= ?::timestamptz
                                          order by next_at limit 1 for update skip locked)
                        returning line, minutes, next_at, turn, streak
                        """)
                .params(utc(now), utc(now))
                .query((row, _) -> watched(row))
                .optional();
    }

    void every(String line, int minutes, Instant next) {
        jdbc.sql("update reach_line set minutes = ?, next_at = ? where line = ?")
                .params(minutes, utc(next), line)
                .update();
    }

    void next(String line, Instant next) {
        jdbc.sql("update reach_line set next_at = ? where line = ?")
                .params(utc(next), line)
                .update();
    }

    /// @return how many in a row are like this one, below zero for faults
    int streak(String line, boolean ok) {
        return jdbc.sql(
                        """
                        update reach_line set streak = case when :ok then greatest(streak, 0) + 1 else least(streak, 0) - 1 end
                         where line = :line returning streak
                        """)
                .param("ok", ok)
                .param("line", line)
                .query(Integer.class)
                .optional()
                .orElse(ok ? 1 : -1);
    }

    void insert(Check check) {
        jdbc.sql(
                        """
                        insert into reach_check (id, line, at, took_millis, calls, answer_millis, sound_millis, fault)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        java.util.Arrays.<@Nullable Object>asList(
                                check.id(),
                                check.line(),
                                utc(check.at()),
                                (int) check.took().toMillis(),
                                check.calls(),
                                check.answerMillis(),
                                check.soundMillis(),
                                check.fault()))
                .update();
        int place = 0;
        for (var step : check.steps()) {
            jdbc.sql(
                            """
                            insert into reach_step (check_id, place, what, expected, heard, score, ok, millis)
                            values (?, ?, ?, ?, ?, ?, ?, ?)
                            """)
                    .params(
                            java.util.Arrays.<@Nullable Object>asList(
                                    check.id(),
                                    place++,
                                    step.what(),
                                    step.expected(),
                                    step.heard(),
                                    step.score(),
                                    step.ok(),
                                    step.millis()))
                    .update();
        }
    }

    void forget(Instant before) {
        jdbc.sql("delete from reach_check where at < ?").param(utc(before)).update();
    }

    /// The last checks of a line with their steps, newest first.
    List<Check> last(String line, int most) {
        var steps = new HashMap<UUID, List<Step>>();
        jdbc.sql(
                        """
                        select s.check_id, s.what, s.expected, s.heard, s.score, s.ok, s.millis from reach_step s
                         where s.check_id in (select id from reach_check where line = ? order by at desc limit ?)
                         order by s.check_id, s.place
                        """)
                .params(line, most)
                .query(row -> {
                    steps.computeIfAbsent(row.getObject(1, UUID.class), _ -> new ArrayList<>())
                            .add(step(row));
                });
        return jdbc.sql(CHECK + " where line = ? order by at desc limit ?")
                .params(line, most)
                .query((row, _) -> check(row, steps))
                .list();
    }

    /// When a line was checked since a time, and how it was, oldest first.
    List<Seen> seen(String line, Instant since) {
        return jdbc.sql(
                        "select at, fault = '' from reach_check where line = ? and at >= ? order by at")
                .params(line, utc(since))
                .query((row, _) -> new Seen(at(row, 1), row.getBoolean(2)))
                .list();
    }

    record Seen(Instant at, boolean ok) {}

    private static Watched watched(ResultSet row) throws SQLException {
        return new Watched(
                row.getString(1), row.getInt(2), at(row, 3), row.getInt(4), row.getInt(5));
    }

    private static Step step(ResultSet row) throws SQLException {
        double score = row.getDouble(5);
        boolean listened = !row.wasNull();
        return new Step(
                row.getString(2),
                row.getString(3),
                row.getString(4),
                listened ? score : null,
                row.getBoolean(6),
                row.getInt(7));
    }

    private static Check check(ResultSet row, Map<UUID, List<Step>> steps) throws SQLException {
        UUID id = row.getObject(1, UUID.class);
        return new Check(
                id,
                row.getString(2),
                at(row, 3),
                Duration.ofMillis(row.getInt(4)),
                row.getInt(5),
                row.getObject(6, Integer.class),
                row.getObject(7, Integer.class),
                row.getString(8),
                steps.getOrDefault(id, List.of()));
    }
}
