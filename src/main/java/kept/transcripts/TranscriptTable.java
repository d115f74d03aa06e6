package kept.transcripts;

import static kept.database.Times.at;
import static kept.database.Times.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import kept.transcripts.TranscriptLine.Heard;
import kept.transcripts.TranscriptLine.Word;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// All SQL of lines.
@Repository
class TranscriptTable {
    private static final String SELECT =
            "select id, contact, ours, text, at, recording, millis, confidence, person, word, promise from transcript_line";

    private final JdbcClient jdbc;

    TranscriptTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(TranscriptLine line) {
        var heard = line.heard();
        jdbc.sql(
                        """
                        insert into transcript_line
                               (id, contact, ours, text, at, recording, millis, confidence, person, word)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(line.id())
                .param(line.contact())
                .param(line.ours())
                .param(line.text())
                .param(utc(line.at()))
                .param(heard == null ? null : heard.recording())
                .param(heard == null ? null : heard.at().toMillis())
                .param(heard == null ? null : heard.confidence())
                .param(line.person())
                .param(line.word().word())
                .update();
    }

    Optional<TranscriptLine> find(UUID id) {
        return jdbc.sql(SELECT + " where id = ?").param(id).query(this::line).optional();
    }

    List<TranscriptLine> of(List<UUID> contacts, int most) {
        return contacts.isEmpty()
                ? List.of()
                : jdbc.sql(
                                SELECT
                                        + " where contact in (:contacts) order by at, millis, id limit :most")
                        .param("contacts", contacts)
                        .param("most", most)
                        .query(this::line)
                        .list();
    }

    int count(UUID contact) {
        return jdbc.sql(
                        "select count(*) from transcript_line where contact = ? and person is not null")
                .param(contact)
                .query(Integer.class)
                .single();
    }

    /// @return whether it was still open
    boolean settle(UUID id, Word word, @Nullable UUID promise) {
        return jdbc.sql(
                                "update transcript_line set word = ?, promise = ? where id = ? and word = 'open'")
                        .param(word.word())
                        .param(promise)
                        .param(id)
                        .update()
                == 1;
    }

    void forget(UUID recording) {
        jdbc.sql("delete from transcript_line where recording = ?").param(recording).update();
    }

    private TranscriptLine line(ResultSet row, int number) throws SQLException {
        UUID recording = row.getObject("recording", UUID.class);
        return new TranscriptLine(
                row.getObject("id", UUID.class),
                row.getObject("contact", UUID.class),
                row.getBoolean("ours"),
                row.getString("text"),
                at(row, 5),
                recording == null
                        ? null
                        : new Heard(
                                recording,
                                Duration.ofMillis(row.getLong("millis")),
                                row.getDouble("confidence")),
                row.getObject("person", UUID.class),
                Word.valueOf(row.getString("word").toUpperCase(Locale.ROOT)),
                row.getObject("promise", UUID.class));
    }
}
