package kept.reports;

import static kept.database.Times.utc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import kept.calendars.Calendars;
import kept.catcher.Catchers;
import kept.catcher.Caught;
import kept.jobs.Round;
import kept.kernel.Ids;
import kept.teams.Teams;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Reads what our people wrote to customers and counts the commitments in it, with and without a date. It follows ten
/// minutes behind, so that whoever recorded his word after he wrote is not blamed, and costs no sender any time.
@Component
class SpokenWords implements Round {
    private static final Duration BEHIND = Duration.ofMinutes(10);
    private static final int AT_ONCE = 500;
    private static final int LONGEST = 20_000;

    private final JdbcClient jdbc;
    private final Catchers catchers;
    private final Calendars calendars;
    private final Teams teams;
    private final TransactionOperations transaction;
    private final Clock clock;

    SpokenWords(
            JdbcClient jdbc,
            Catchers catchers,
            Calendars calendars,
            Teams teams,
            TransactionOperations transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.catchers = catchers;
        this.calendars = calendars;
        this.teams = teams;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public String roundName() {
        return "spoken-words";
    }

    @Override
    public Duration rest() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void turn() {
        boolean more = true;
        while (more) {
            more = Boolean.TRUE.equals(transaction.execute(_ -> some()));
        }
    }

    private record Said(
            UUID id,
            UUID caseId,
            UUID unit,
            String giver,
            String channel,
            String text,
            Instant at) {}

    /// Reads some; true if there may be more.
    private boolean some() {
        UUID last =
                jdbc.sql("select message from spoken_until for update")
                        .query((row, _) -> row.getObject(1, UUID.class))
                        .single();
        var said = after(last);
        for (var message : said) {
            var catcher =
                    catchers.catcher(
                            calendars.houseCalendar().zone(),
                            calendars.calendar(teams.unit(message.unit()).calendarId()),
                            Locale.ENGLISH);
            count(message, catcher.in(message.text(), message.at()));
        }
        if (!said.isEmpty()) {
            jdbc.sql("update spoken_until set message = ?").param(said.getLast().id()).update();
        }
        return said.size() == AT_ONCE;
    }

    private List<Said> after(UUID last) {
        return jdbc.sql(
                        """
                        select m.id, m.case_id, c.unit, split_part(m.author, ':', 2), m.channel, left(m.text, ?), m.at
                          from message m join cases c on c.id = m.case_id
                         where m.id > ? and m.id < ? and m.direction = 'outbound' and m.author like 'person:%'
                         order by m.id limit ?
                        """)
                .params(LONGEST, last, Ids.floor(clock.instant().minus(BEHIND)), AT_ONCE)
                .query((row, _) ->
                        new Said(
                                row.getObject(1, UUID.class),
                                row.getObject(2, UUID.class),
                                row.getObject(3, UUID.class),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                row.getObject(7, OffsetDateTime.class).toInstant()))
                .list();
    }

    private void count(Said said, List<Caught> caught) {
        boolean recorded = caught.stream().anyMatch(Caught::undated) && recorded(said);
        for (var word : caught) {
            jdbc.sql(
                            """
                            insert into spoken_word (message, place, case_id, unit, kind, giver, channel, dated, at)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                            """)
                    .params(
                            said.id(),
                            word.start(),
                            said.caseId(),
                            said.unit(),
                            word.kind(),
                            said.giver(),
                            said.channel(),
                            !word.undated() || recorded,
                            utc(said.at()))
                    .update();
        }
    }

    /// True if the writer gave a word on the case about when he wrote.
    private boolean recorded(Said said) {
        return jdbc.sql(
                        """
                        select exists (select 1 from promise p
                                        where p.case_id = ? and p.giver = ? and p.given_at between ? and ?)
                        """)
                .params(
                        said.caseId(),
                        said.giver(),
                        utc(said.at().minus(BEHIND)),
                        utc(said.at().plus(BEHIND)))
                .query(Boolean.class)
                .single();
    }
}
