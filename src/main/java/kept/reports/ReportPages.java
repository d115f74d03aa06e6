package kept.reports;

import static kept.accounts.Route.least;

import generated.pages.Templates;
import gg.jte.models.runtime.JteModel;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import kept.accounts.Frames;
import kept.accounts.Route.Routes;
import kept.accounts.SignedIn;
import kept.kernel.CsvText;
import kept.kernel.Refusal;
import kept.promises.Promise;
import kept.promises.Promises;
import kept.reports.WordReport.By;
import kept.reports.WordReport.Outcome;
import kept.reports.WordReport.Row;
import kept.teams.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The word report as a page, as the words behind its figures, and as a table for spreadsheets.
@Controller
class ReportPages {
    private static final int USUAL_DAYS = 30;

    private final Templates pages;
    private final Frames frames;
    private final Reports reports;
    private final Promises promises;
    private final WordPaper paper;

    ReportPages(
            Templates pages, Frames frames, Reports reports, Promises promises, WordPaper paper) {
        this.pages = pages;
        this.frames = frames;
        this.reports = reports;
        this.promises = promises;
        this.paper = paper;
    }

    @Configuration(proxyBeanMethods = false)
    static class Published {
        @Bean
        Routes reportRoutes() {
            return Routes.of(
                    least(Role.VIEWER, "GET", "/reports/word"),
                    least(Role.VIEWER, "GET", "/reports/word/promises"),
                    least(Role.VIEWER, "GET", "/reports/word/undated"),
                    least(Role.VIEWER, "GET", "/reports/word.pdf"),
                    least(Role.VIEWER, "GET", "/reports/word.csv"));
        }
    }

    @GetMapping("/reports/word")
    JteModel word(
            SignedIn who,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "unit") String by) {
        var asked = asked(who, from, to, by);
        return pages.reportsWord(
                frames.of(who, "Our word", "reports"),
                asked,
                report(who, asked),
                reports.whys(who.viewer(), asked.start(who), asked.end(who), asked.by()));
    }

    @GetMapping("/reports/word/promises")
    JteModel behind(
            SignedIn who,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "unit") String by,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "given") String outcome,
            @RequestParam(defaultValue = "") String reason) {
        var asked = asked(who, from, to, by);
        var which = Outcome.of(outcome);
        List<Promise> words =
                reports
                        .behind(
                                who.viewer(),
                                asked.start(who),
                                asked.end(who),
                                asked.by(),
                                key.isBlank() ? null : key,
                                which,
                                reason.isBlank() ? null : reason)
                        .stream()
                        .map(id -> promises.get(who.viewer(), id))
                        .toList();
        return pages.reportsBehind(
                frames.of(who, "Our word", "reports"), asked, which, words, frames.clockface(who));
    }

    /// What was said without a time.
    @GetMapping("/reports/word/undated")
    JteModel undated(
            SignedIn who,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "unit") String by,
            @RequestParam(defaultValue = "") String key) {
        var asked = asked(who, from, to, by);
        return pages.reportsUndated(
                frames.of(who, "Our word", "reports"),
                asked,
                reports.undated(
                        who.viewer(),
                        asked.start(who),
                        asked.end(who),
                        asked.by(),
                        key.isBlank() ? null : key),
                frames.clockface(who));
    }

    @GetMapping("/reports/word.pdf")
    ResponseEntity<byte[]> paper(
            SignedIn who,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "unit") String by) {
        var asked = asked(who, from, to, by);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"word-report-%s-to-%s.pdf\""
                                .formatted(asked.from(), asked.to()))
                .body(paper.pdf("Our word", asked.from(), asked.to(), List.of(report(who, asked))));
    }

    @GetMapping("/reports/word.csv")
    ResponseEntity<byte[]> csv(
            SignedIn who,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "unit") String by) {
        var asked = asked(who, from, to, by);
        var report = report(who, asked);
        var csv =
                new CsvText()
                        .line(
                                asked.by().word(),
                                "given",
                                "kept on first promise",
                                "kept",
                                "kept late",
                                "broken",
                                "released",
                                "open",
                                "warned before due",
                                "median days late",
                                "generosity in days",
                                "told by the owner",
                                "told by the house",
                                "said to customers",
                                "said without a time");
        report.rows().forEach(row -> csv.line(cells(row)));
        csv.line(cells(report.total()));
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"word-report-%s-to-%s.csv\""
                                .formatted(asked.from(), asked.to()))
                .body(csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Object[] cells(Row row) {
        return new Object[] {
            row.name(),
            row.given(),
            row.keptOnFirst(),
            row.kept(),
            row.keptLate(),
            row.broken(),
            row.released(),
            row.open(),
            row.warnedBeforeDue(),
            row.medianDaysLate() == null ? "" : row.medianDaysLate(),
            row.generosity() == null ? "" : Objects.requireNonNull(row.generosity()),
            row.warnedByOwner(),
            row.warnedByHouse(),
            row.spoken(),
            row.undated()
        };
    }

    private WordReport report(SignedIn who, AskedReport asked) {
        return reports.word(
                who.viewer(), asked.start(who), asked.end(who), asked.by(), who.person().zone());
    }

    private AskedReport asked(SignedIn who, String from, String to, String by) {
        LocalDate today = frames.now().atZone(who.person().zone()).toLocalDate();
        LocalDate last = to.isBlank() ? today : date("to", to);
        LocalDate first = from.isBlank() ? last.minusDays(USUAL_DAYS - 1) : date("from", from);
        if (first.isAfter(last)) {
            throw Refusal.malformed(
                    "to", "The report ends before it starts: give an earlier from or a later to.");
        }
        return new AskedReport(first, last, By.of(by), today);
    }

    private static LocalDate date(String field, String text) {
        try {
            var day = LocalDate.parse(text.strip());
            if (day.getYear() < 1970 || day.getYear() > 2200) {
                throw Refusal.invalid(field, "Take a day between 1970 and 2200.");
            }
            return day;
        } catch (DateTimeException _) {
            throw Refusal.invalid(field, "Write the date as 2026-11-24.");
        }
    }
}
