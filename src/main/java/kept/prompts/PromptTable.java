package kept.prompts;

import static kept.database.Times.at;
import static kept.database.Times.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PromptTable {
    private static final String SELECT =
            "select name, language, says, file, by, at from prompt_recording";

    private final JdbcClient jdbc;

    PromptTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<RecordedPrompt> all() {
        return jdbc.sql(SELECT + " order by language, says").query(PromptTable::prompt).list();
    }

    Optional<RecordedPrompt> find(String name) {
        return jdbc.sql(SELECT + " where name = ?")
                .param(name)
                .query(PromptTable::prompt)
                .optional();
    }

    void save(RecordedPrompt prompt) {
        jdbc.sql(
                        """
                        insert into prompt_recording (name, language, says, file, by, at) values (?, ?, ?, ?, ?, ?)
                            on conflict (name) do update set file = excluded.file, by = excluded.by, at = excluded.at
                        """)
                .params(
                        prompt.name(),
                        prompt.language(),
                        prompt.says(),
                        prompt.file(),
                        prompt.by(),
                        utc(prompt.at()))
                .update();
    }

    boolean remove(String name) {
        return jdbc.sql("delete from prompt_recording where name = ?").param(name).update() == 1;
    }

    private static RecordedPrompt prompt(ResultSet row, int number) throws SQLException {
        return new RecordedPrompt(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getObject(4, UUID.class),
                row.getObject(5, UUID.class),
                at(row, 6));
    }
}
