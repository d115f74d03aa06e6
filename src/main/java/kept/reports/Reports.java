package kept.reports;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kept.kernel.Refusal;
import kept.reports.WordReport.By;
import kept.reports.WordReport.Outcome;
import kept.reports.WordReport.Row;
import kept.reports.WordReport.Week;
import kept.reports.WordTable.Spoken;
import kept.teams.Teams;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Makes reports of what a viewer may see: his units, or the whole house for its owner.
@Service
public class Reports {
    private static final int MOST = 500;

    private final WordTable table;
    private final HeldWords words;
    private final Teams teams;

    Reports(WordTable table, HeldWords words, Teams teams) {
        this.table = table;
        this.words = words;
        this.teams = teams;
    }

    /// @param zone whose weeks are counted
    /// @throws Refusal `MALFORMED` if the time ends before it starts
    @Transactional(readOnly = true)
    public WordReport word(Viewer viewer, Instant from, Instant to, By by, ZoneId zone) {
        if (!from.isBefore(to)) {
            throw Refusal.malformed(
                    "to", "The report ends before it starts: give an earlier from or a later to.");
        }
        Instant since = toMillis(from);
        Instant until = toMillis(to);
        var spoken = table.spoken(viewer, since, until, by);
        record Counted(List<Row> rows, List<Week> weeks) {}
        var counted =
                words.count(
                        since,
                        until,
                        days -> {
                            var count = new WordCount(days, words.names(), viewer, since, until);
                            return new Counted(count.rows(by), count.weeks(zone));
                        });
        var rows = counted.rows().stream().map(row -> named(withSpoken(row, spoken), by)).toList();
        return new WordReport(
                from, to, by, rows.subList(0, rows.size() - 1), rows.getLast(), counted.weeks());
    }

    /// The words behind one figure, newest first, 500 at most.
    public List<UUID> behind(
            Viewer viewer, Instant from, Instant to, By by, @Nullable String key, Outcome outcome) {
        return behind(viewer, from, to, by, key, outcome, null);
    }

    /// The same, of missed words those with one reason only; `none` for those of which nobody said why.
    public List<UUID> behind(
            Viewer viewer,
            Instant from,
            Instant to,
            By by,
            @Nullable String key,
            Outcome outcome,
            @Nullable String reason) {
        return table.behind(viewer, toMillis(from), toMillis(to), by, key, outcome, reason, MOST);
    }

    /// Why words were missed.
    @Transactional(readOnly = true)
    public Whys whys(Viewer viewer, Instant from, Instant to, By by) {
        var reasons = table.reasons();
        Instant since = toMillis(from);
        Instant until = toMillis(to);
        return Whys.of(
                words.count(
                        since,
                        until,
                        days ->
                                new WordCount(days, words.names(), viewer, since, until)
                                        .whys(by, reasons)),
                key -> name(key, by));
    }

    /// What our people wrote without a time, newest first, 500 at most.
    @Transactional(readOnly = true)
    public List<Undated> undated(
            Viewer viewer, Instant from, Instant to, By by, @Nullable String key) {
        return table.undated(viewer, from, to, by, key, MOST);
    }

    private static Row withSpoken(Row row, Map<String, Spoken> spoken) {
        var said = spoken.get(row.key() == null ? "" : row.key());
        return said == null ? row : row.withSpoken(said.all(), said.undated());
    }

    /// What is held in memory knows no shorter time.
    private static Instant toMillis(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS);
    }

    private Row named(Row row, By by) {
        return row.named(name(row.key(), by));
    }

    private String name(@Nullable String key, By by) {
        if (key == null) {
            return "All";
        }
        return switch (by) {
            case UNIT -> teams.unit(UUID.fromString(key)).name();
            case GIVER -> key.equals("kept") ? "Kept, by rule" : giver(key);
            case KIND, CHANNEL -> key;
        };
    }

    private String giver(String key) {
        try {
            return teams.nameOf(UUID.fromString(key));
        } catch (IllegalArgumentException _) {
            return key;
        }
    }
}
