package kept.catcher;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What agents made of what was caught. It stays in this house, and its catcher learns from it.
@Repository
public class Corrections {
    private static final int LONGEST = 1_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    Corrections(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// A sentence and whether its chip was recorded.
    record Correction(String sentence, boolean accepted) {}

    /// In the current transaction.
    ///
    /// @param about the case it was written on
    public void keep(UUID about, String sentence, boolean accepted, UUID person) {
        String kept = sentence.strip();
        if (kept.isEmpty() || kept.length() > LONGEST) {
            return;
        }
        jdbc.sql(
                        """
                        insert into catch_correction (id, about, sentence, accepted, person, at)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        UUID.randomUUID(),
                        about,
                        kept,
                        accepted,
                        person,
                        OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }

    List<Correction> latest(int most) {
        return jdbc.sql(
                        "select sentence, accepted from catch_correction order by at desc, id limit ?")
                .param(most)
                .query((row, _) -> new Correction(row.getString(1), row.getBoolean(2)))
                .list();
    }
}
