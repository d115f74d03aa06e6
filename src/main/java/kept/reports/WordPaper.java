package kept.reports;

import generated.pages.Templates;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import kept.journal.Actor;
import kept.paper.Paper;
import kept.reports.WordReport.By;
import kept.teams.Role;
import kept.teams.Viewer;
import org.springframework.stereotype.Service;

/// The word report on paper, for what a viewer may see or for the whole house.
@Service
public class WordPaper {
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);

    private final Templates pages;
    private final Reports reports;

    WordPaper(Templates pages, Reports reports) {
        this.pages = pages;
        this.reports = reports;
    }

    /// A report ready to be sent: its title, a letter that says it in short, the address of its page, and the PDF.
    public record Made(String title, String letter, String href, byte[] bytes) {}

    /// The whole house in one month, by unit and by kind.
    public Made ofMonth(YearMonth month, ZoneId zone) {
        var house = new Viewer(new UUID(0, 0), Role.OWNER, Set.of(), Actor.KEPT);
        LocalDate from = month.atDay(1);
        LocalDate to = month.atEndOfMonth();
        Instant start = from.atStartOfDay(zone).toInstant();
        Instant end = to.plusDays(1).atStartOfDay(zone).toInstant();
        var made =
                List.of(
                        reports.word(house, start, end, By.UNIT, zone),
                        reports.word(house, start, end, By.KIND, zone));
        String title = "Our word in " + MONTH.format(month);
        return new Made(
                title,
                letter(title, made.getFirst().total()),
                "/reports/word?from=%s&to=%s&by=unit".formatted(from, to),
                pdf(title, from, to, made));
    }

    byte[] pdf(String title, LocalDate from, LocalDate to, List<WordReport> made) {
        return Paper.of(pages.reportsWordPaper(title, from, to, made));
    }

    private static String letter(String title, WordReport.Row all) {
        if (all.given() == 0) {
            return title + ": no word was given.\n";
        }
        return """
        %s

        %s of the words that have ended were kept on first promise.
        %d given, %d kept in time, %d kept late, %d broken, %d still open.
        %d customers were told before the time that it may be late.

        The report is attached. Every number opens its words here:
        """
                .formatted(
                        title,
                        all.firstShare() < 0 ? "None" : all.firstShare() + " %",
                        all.given(),
                        all.kept(),
                        all.keptLate(),
                        all.broken(),
                        all.open(),
                        all.warnedBeforeDue());
    }
}
