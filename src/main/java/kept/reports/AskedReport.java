package kept.reports;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import kept.accounts.SignedIn;
import kept.reports.WordReport.By;
import kept.reports.WordReport.Outcome;
import org.jspecify.annotations.Nullable;

/// The days a report is asked for, the last one included, and what its rows stand for.
public record AskedReport(LocalDate from, LocalDate to, By by, LocalDate today) {
    Instant start(SignedIn who) {
        return from.atStartOfDay(who.person().zone()).toInstant();
    }

    Instant end(SignedIn who) {
        return to.plusDays(1).atStartOfDay(who.person().zone()).toInstant();
    }

    public String href(By other) {
        return "/reports/word?" + days(from, to) + "&by=" + other.word();
    }

    /// The same over the last days.
    public String last(int days) {
        return "/reports/word?" + days(today.minusDays(days - 1L), today) + "&by=" + by.word();
    }

    public boolean lasts(int days) {
        return to.equals(today) && from.equals(today.minusDays(days - 1L));
    }

    public String csv() {
        return "/reports/word.csv?" + days(from, to) + "&by=" + by.word();
    }

    public String behind(@Nullable String key, Outcome outcome) {
        return "/reports/word/promises?"
                + days(from, to)
                + "&by="
                + by.word()
                + (key == null ? "" : "&key=" + URLEncoder.encode(key, StandardCharsets.UTF_8))
                + "&outcome="
                + outcome.word();
    }

    public String pdf() {
        return "/reports/word.pdf?" + days(from, to) + "&by=" + by.word();
    }

    /// The words that were missed for one reason.
    public String missed(@Nullable String key, String reason) {
        return behind(key, Outcome.MISSED) + "&reason=" + reason;
    }

    /// What was said without a time.
    public String undated(@Nullable String key) {
        return "/reports/word/undated?"
                + days(from, to)
                + "&by="
                + by.word()
                + (key == null ? "" : "&key=" + URLEncoder.encode(key, StandardCharsets.UTF_8));
    }

    /// The words of one week of these days.
    public String week(WordReport.Week week, Outcome outcome) {
        var start = week.monday().isBefore(from) ? from : week.monday();
        var end = week.monday().plusDays(6).isAfter(to) ? to : week.monday().plusDays(6);
        return "/reports/word/promises?"
                + days(start, end)
                + "&by="
                + by.word()
                + "&outcome="
                + outcome.word();
    }

    private static String days(LocalDate from, LocalDate to) {
        return "from=" + from + "&to=" + to;
    }
}
