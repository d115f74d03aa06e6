package kept.reports;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import kept.calendars.Calendars;
import kept.journal.Journal;
import kept.kernel.Refusal;
import kept.reports.OurWord.Span;
import kept.teams.Role;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The public version of the word report, which the owner may switch on. Its figures are counted once an hour.
@Service
class OurWords {
    private static final UUID STREAM = UUID.fromString("00000000-0000-0000-0000-00000000a0bd");
    private static final Duration FRESH = Duration.ofHours(1);
    private static final int YEAR = 12;

    private final OurWordTable table;
    private final Calendars calendars;
    private final Journal journal;
    private final Clock clock;
    private volatile @Nullable Counted counted;

    OurWords(OurWordTable table, Calendars calendars, Journal journal, Clock clock) {
        this.table = table;
        this.calendars = calendars;
        this.journal = journal;
        this.clock = clock;
    }

    private record Counted(OurWord word, LocalDate month, Instant at) {}

    boolean shown() {
        return table.shown();
    }

    /// @throws Refusal `NOT_FOUND` while it is switched off
    OurWord open() {
        if (!shown()) {
            throw Refusal.notFound("This house does not show its word here.");
        }
        return word();
    }

    /// As it is shown, or would be.
    synchronized OurWord word() {
        ZoneId zone = calendars.houseCalendar().zone();
        Instant now = clock.instant();
        LocalDate month = LocalDate.ofInstant(now, zone).withDayOfMonth(1);
        var known = counted;
        if (known == null
                || !known.month().equals(month)
                || Duration.between(known.at(), now).abs().compareTo(FRESH) >= 0) {
            known =
                    new Counted(
                            new OurWord(
                                    span(month.minusMonths(1), month, zone),
                                    span(month.minusMonths(YEAR), month, zone)),
                            month,
                            now);
            counted = known;
        }
        return known.word();
    }

    private Span span(LocalDate from, LocalDate to, ZoneId zone) {
        var lines =
                table.lines(from.atStartOfDay(zone).toInstant(), to.atStartOfDay(zone).toInstant());
        var all = lines.getLast();
        return new Span(
                from, to, all.ended() == 0 ? null : all, lines.subList(0, lines.size() - 1));
    }

    /// Switches it on or off; the house's history tells who did.
    @Transactional
    public void show(Viewer viewer, boolean shown) {
        viewer.mustBe(Role.OWNER);
        Instant now = clock.instant();
        table.show(shown, now);
        journal.append(STREAM, "ourWord.shown", viewer.actor(), now, Map.of("shown", shown));
    }
}
