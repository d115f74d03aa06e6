package kept.reach;

import static kept.database.Times.at;
import static kept.database.Times.atOrNull;
import static kept.database.Times.utc;
import static kept.database.Times.utcOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kept.reach.BossTest.Answer;
import kept.reach.BossTest.State;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class BossTestTable {
    private static final String COLUMNS =
            "id, line, persona, shown, errand, tester, phone, at, drawn_until, state, outcome, contact, planned_by, opened_at";

    private final JdbcClient jdbc;

    BossTestTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(BossTest test, Instant now) {
        jdbc.sql(
                        """
                        insert into boss_test (id, line, persona, shown, errand, tester, phone, at, drawn_until, state, planned_by, planned_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        Arrays.<@Nullable Object>asList(
                                test.id(),
                                test.line(),
                                test.persona(),
                                test.shown(),
                                test.errand(),
                                test.tester(),
                                test.phone(),
                                utc(test.at()),
                                utcOrNull(test.drawnUntil()),
                                test.state().word(),
                                test.plannedBy(),
                                utc(now)))
                .update();
    }

    Optional<BossTest> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from boss_test where id = ?")
                .param(id)
                .query((row, _) -> test(row))
                .optional();
    }

    List<BossTest> last(int most) {
        return jdbc.sql("select " + COLUMNS + " from boss_test order by planned_at desc limit ?")
                .param(most)
                .query((row, _) -> test(row))
                .list();
    }

    /// The next one that is due, which from now on is being called; one program gets it.
    Optional<BossTest> claim(Instant now) {
        return jdbc.sql(
                        """
                        update boss_test set state = 'calling'
                         where id = (select id from boss_test where state = 'planned' and at <= ?
                                      order by at limit 1 for update skip locked)
                        returning
                        """
                                + " "
                                + COLUMNS)
                .param(utc(now))
                .query((row, _) -> test(row))
                .optional();
    }

    /// Those that were being called when their program ended.
    void giveUp(Instant before) {
        jdbc.sql(
                        "update boss_test set state = 'failed', outcome = 'the program ended during the call' where state = 'calling' and at < ?")
                .param(utc(before))
                .update();
    }

    /// False if it is no longer where it was.
    boolean move(UUID id, State from, State to, String outcome, @Nullable UUID contact) {
        return jdbc.sql(
                                "update boss_test set state = ?, outcome = ?, contact = ? where id = ? and state = ?")
                        .params(
                                Arrays.<@Nullable Object>asList(
                                        to.word(), outcome, contact, id, from.word()))
                        .update()
                == 1;
    }

    void open(UUID id, UUID by, Instant at) {
        jdbc.sql(
                        "update boss_test set opened_at = ?, opened_by = ? where id = ? and opened_at is null")
                .params(utc(at), by, id)
                .update();
    }

    void answer(UUID id, int question, Answer answer, Instant at) {
        jdbc.sql(
                        """
                        insert into boss_answer (test, question, mark, words, at) values (?, ?, ?, ?, ?)
                            on conflict (test, question) do update set mark = excluded.mark, words = excluded.words, at = excluded.at
                        """)
                .params(id, question, answer.mark(), answer.words(), utc(at))
                .update();
    }

    private Map<Integer, Answer> answers(UUID id) {
        var answers = new HashMap<Integer, Answer>();
        jdbc.sql("select question, mark, words from boss_answer where test = ?")
                .param(id)
                .query(row -> {
                    answers.put(row.getInt(1), new Answer(row.getInt(2), row.getString(3)));
                });
        return answers;
    }

    private BossTest test(ResultSet row) throws SQLException {
        UUID id = row.getObject(1, UUID.class);
        return new BossTest(
                id,
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getObject(6, UUID.class),
                row.getString(7),
                at(row, 8),
                atOrNull(row, 9),
                State.of(row.getString(10)),
                row.getString(11),
                row.getObject(12, UUID.class),
                row.getObject(13, UUID.class),
                atOrNull(row, 14),
                answers(id));
    }
}
