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

    ReportPages(Templates pages, Frames frames, Reports reports, Promises promises) {
        this.pages = pages;
        this.frames = frames;
        this.reports = reports;
        this.promises = promises;
    }

    @Configuration(proxyBeanMethods = false)
    static class Published {
        @Bean
        Routes reportRoutes() {
            return Routes.of(
                    least(Role.VIEWER, "GET", "/reports/word"),
                    least(Role.VIEWER, "GET", "/reports/word/promises"),
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
        return pages.reportsWord(frames.of(who, "Our word", "reports"), asked, report(who, asked));
    }

    @GetMapping("/reports/word/promises")
    JteModel behind(
            SignedIn who,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "unit") String by,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "given") String outcome) {
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
                                which)
                        .stream()
                        .map(id -> promises.get(who.viewer(), id))
                        .toList();
        return pages.reportsBehind(
                frames.of(who, "Our word", "reports"), asked, which, words, frames.clockface(who));
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
                                "generosity in days");
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
            row.generosity() == null ? "" : Objects.requireNonNull(row.generosity())
        };
    }

    private WordReport report(SignedIn who, AskedReport asked) {
        return reports.word(
                who.viewer(), asked.start(who), asked.end(who), asked.by(), who.person().zone());
    }

    private AskedReport asked(SignedIn who, String from, String to, String by) {
        LocalDate today = frames.now().atZone(who.person().zone()).toLocalDate();
        LocalDate last = to.isBlank() ? today : date("to", to);
        return new AskedReport(
                from.isBlank() ? last.minusDays(USUAL_DAYS - 1) : date("from", from),
                last,
                By.of(by),
                today);
    }

    private static LocalDate date(String field, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException _) {
            throw Refusal.invalid(field, "Write the date as 2026-11-24.");
        }
    }
}
