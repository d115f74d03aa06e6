package kept.api;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import kept.accounts.SignedIn;
import kept.kernel.Refusal;
import kept.reports.Reports;
import kept.reports.WordReport;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What became of the words given.
@RestController
class ReportApi {
    private final Reports reports;
    private final Clock clock;

    ReportApi(Reports reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    /// A row of the report; `key` is null in the total.
    record RowView(
            @Nullable String key,
            String name,
            long given,
            long keptOnFirst,
            long kept,
            long keptLate,
            long broken,
            long released,
            long open,
            long warnedBeforeDue,
            @Nullable Double medianDaysLate,
            @Nullable Double generosity,
            long warnedByOwner,
            long warnedByHouse,
            long spoken,
            long undated) {
        static RowView of(WordReport.Row row) {
            return new RowView(
                    row.key(),
                    row.name(),
                    row.given(),
                    row.keptOnFirst(),
                    row.kept(),
                    row.keptLate(),
                    row.broken(),
                    row.released(),
                    row.open(),
                    row.warnedBeforeDue(),
                    row.medianDaysLate(),
                    row.generosity(),
                    row.warnedByOwner(),
                    row.warnedByHouse(),
                    row.spoken(),
                    row.undated());
        }
    }

    record View(
            Instant from,
            Instant to,
            String by,
            List<RowView> items,
            RowView total,
            @Nullable String next) {}

    @GetMapping("/api/v1/reports/word")
    View word(
            SignedIn who,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String by) {
        ZoneId zone = who.person().zone();
        Instant end = to == null ? clock.instant() : time("to", to, zone);
        Instant start = from == null ? end.minus(Duration.ofDays(30)) : time("from", from, zone);
        var report =
                reports.word(
                        who.viewer(), start, end, WordReport.By.of(by == null ? "unit" : by), zone);
        return new View(
                report.from(),
                report.to(),
                report.by().word(),
                report.rows().stream().map(RowView::of).toList(),
                RowView.of(report.total()),
                null);
    }

    /// A moment, or the start of a day where the caller is.
    private static Instant time(String field, String text, ZoneId zone) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException _) {
            throw Refusal.malformed(
                    field, "Give a time such as 2026-03-02T16:00:00Z or a day such as 2026-03-02.");
        }
    }
}
