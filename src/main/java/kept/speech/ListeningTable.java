package kept.speech;

import static kept.database.Times.utc;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// All SQL of what a machine listens to.
@Repository
class ListeningTable {
    private final JdbcClient jdbc;

    ListeningTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// One recording to listen to.
    record Next(UUID recording, UUID contact, Instant began) {}

    boolean waits(Instant before, int attempts) {
        return jdbc.sql(
                        """
                        select exists (
                            select 1 from recording r left join listening l on l.recording = r.id
                             where r.state = 'kept' and (l.recording is null
                                   or (l.state = 'running' and l.since < ? and l.attempts < ?)))
                        """)
                .param(utc(before))
                .param(attempts)
                .query(Boolean.class)
                .single();
    }

    /// Takes the next one: new, or begun by a program that did not finish it.
    ///
    /// @param before when one that is not finished counts as left
    Optional<Next> take(Instant now, Instant before, int attempts) {
        return jdbc.sql(
                        """
                        with next as (
                            select r.id, r.contact, r.began_at
                              from recording r left join listening l on l.recording = r.id
                             where r.state = 'kept' and (l.recording is null
                                   or (l.state = 'running' and l.since < ? and l.attempts < ?))
                             order by r.began_at desc limit 1),
                        taken as (
                            insert into listening (recording, state, since) select id, 'running', ? from next
                            on conflict (recording) do update
                               set attempts = listening.attempts + 1, since = excluded.since
                             where listening.state = 'running' and listening.since < ?
                            returning recording)
                        select next.* from next join taken on taken.recording = next.id
                        """)
                .param(utc(before))
                .param(attempts)
                .param(utc(now))
                .param(utc(before))
                .query((row, _) ->
                        new Next(
                                row.getObject(1, UUID.class),
                                row.getObject(2, UUID.class),
                                kept.database.Times.at(row, 3)))
                .optional();
    }

    void over(UUID recording, String state, String trouble) {
        jdbc.sql("update listening set state = ?, trouble = ? where recording = ?")
                .param(state)
                .param(trouble)
                .param(recording)
                .update();
    }
}
