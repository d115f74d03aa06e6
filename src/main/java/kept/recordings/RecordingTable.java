package kept.recordings;

import static kept.database.Times.at;
import static kept.database.Times.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// All SQL of recordings.
@Repository
class RecordingTable {
    private static final String SELECT =
            "select id, contact, kind, consent, state, began_at, millis, bytes, erase_at, trouble from recording";

    private final JdbcClient jdbc;

    RecordingTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Recording recording) {
        jdbc.sql(
                        """
                        insert into recording (id, contact, kind, consent, state, began_at, erase_at)
                        values (?, ?, ?, ?, 'running', ?, ?)
                        """)
                .param(recording.id())
                .param(recording.contact())
                .param(recording.kind().word())
                .param(recording.consent().word())
                .param(utc(recording.beganAt()))
                .param(utc(recording.eraseAt()))
                .update();
    }

    void mark(UUID id, Recording.Mark mark) {
        jdbc.sql(
                        "insert into recording_mark (recording, millis, what) values (?, ?, ?) on conflict do nothing")
                .param(id)
                .param(mark.at().toMillis())
                .param(mark.what())
                .update();
    }

    void part(UUID id, int part, UUID file) {
        jdbc.sql("insert into recording_part (recording, part, file) values (?, ?, ?)")
                .param(id)
                .param(part)
                .param(file)
                .update();
    }

    /// @return whether it was running until now
    boolean kept(UUID id, Duration length, long bytes, String trouble) {
        return jdbc.sql(
                                "update recording set state = 'kept', millis = ?, bytes = ?, trouble = ? where id = ? and state = 'running'")
                        .param(length.toMillis())
                        .param(bytes)
                        .param(trouble)
                        .param(id)
                        .update()
                == 1;
    }

    boolean failed(UUID id, String why) {
        return jdbc.sql(
                                "update recording set state = 'failed', trouble = ? where id = ? and state = 'running'")
                        .param(why)
                        .param(id)
                        .update()
                == 1;
    }

    /// Takes the sound away; that there was one stays.
    void erase(UUID id) {
        jdbc.sql(
                        """
                        with parts as (delete from recording_part where recording = ? returning file),
                             gone as (update recording set state = 'erased', bytes = 0 where id = ?)
                        delete from file where id in (select file from parts)
                        """)
                .param(id)
                .param(id)
                .update();
    }

    /// Takes away what an unfinished attempt to keep it left.
    void forgetParts(UUID id) {
        jdbc.sql(
                        """
                        with parts as (delete from recording_part where recording = ? returning file)
                        delete from file where id in (select file from parts)
                        """)
                .param(id)
                .update();
    }

    Optional<Recording> find(UUID id) {
        return jdbc.sql(SELECT + " where id = ?").param(id).query(this::recording).optional();
    }

    List<Recording> ofContacts(List<UUID> contacts) {
        return contacts.isEmpty()
                ? List.of()
                : jdbc.sql(SELECT + " where contact in (:contacts) order by began_at")
                        .param("contacts", contacts)
                        .query(this::recording)
                        .list();
    }

    List<UUID> toErase(Instant now) {
        return jdbc.sql("select id from recording where state = 'kept' and erase_at <= ? limit 100")
                .param(utc(now))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /// Those that still run though their call ended a while ago.
    List<UUID> forgotten(Instant before) {
        return jdbc.sql(
                        """
                        select r.id from recording r join contact c on c.id = r.contact
                         where r.state = 'running' and c.ended_at < ? limit 100
                        """)
                .param(utc(before))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /// The file of one part.
    Optional<UUID> file(UUID id, int part) {
        return jdbc.sql("select file from recording_part where recording = ? and part = ?")
                .param(id)
                .param(part)
                .query(UUID.class)
                .optional();
    }

    void heard(UUID id, UUID person, String reason, Instant now) {
        jdbc.sql(
                        "insert into recording_hearing (recording, person, reason, at) values (?, ?, ?, ?)")
                .param(id)
                .param(person)
                .param(reason)
                .param(utc(now))
                .update();
    }

    boolean heardSince(UUID id, UUID person, Instant since) {
        return jdbc.sql(
                        "select exists (select 1 from recording_hearing where recording = ? and person = ? and at >= ?)")
                .param(id)
                .param(person)
                .param(utc(since))
                .query(Boolean.class)
                .single();
    }

    private Recording recording(ResultSet row, int number) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Recording(
                id,
                row.getObject("contact", UUID.class),
                Recording.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                Recording.Consent.valueOf(row.getString("consent").toUpperCase(Locale.ROOT)),
                Recording.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                at(row, 6),
                Duration.ofMillis(row.getLong("millis")),
                row.getLong("bytes"),
                at(row, 9),
                row.getString("trouble"),
                marks(id));
    }

    private List<Recording.Mark> marks(UUID id) {
        return jdbc.sql(
                        "select millis, what from recording_mark where recording = ? order by millis")
                .param(id)
                .query((row, _) ->
                        new Recording.Mark(
                                Duration.ofMillis(row.getLong("millis")), row.getString("what")))
                .list();
    }
}
