package kept.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// Says times as people say them, as seen from a zone at a moment.
public record Clockface(ZoneId zone, Instant now) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter WEEKDAY =
            DateTimeFormatter.ofPattern("EEE d", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_OF_YEAR =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter FULL =
            DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy, HH:mm", Locale.ENGLISH);

    /// "today 17:30", "tomorrow 09:00", "Tue 24 Nov 17:30", "3 Mar 2025 17:30".
    public String near(Instant at) {
        return day(at) + " " + time(at);
    }

    public String time(Instant at) {
        return TIME.format(at.atZone(zone));
    }

    /// "17:30:05", where seconds tell something.
    public String second(Instant at) {
        return SECOND.format(at.atZone(zone));
    }

    /// "today", "yesterday", "tomorrow", "Tue 24 Nov", "3 Mar 2025".
    public String day(Instant at) {
        LocalDate date = at.atZone(zone).toLocalDate();
        LocalDate today = today();
        long days = ChronoUnit.DAYS.between(today, date);
        if (days == 0) {
            return "today";
        }
        if (days == 1) {
            return "tomorrow";
        }
        if (days == -1) {
            return "yesterday";
        }
        return Math.abs(days) < 180 ? DAY.format(date) : DAY_OF_YEAR.format(date);
    }

    /// "Tue 24".
    public String weekday(LocalDate date) {
        return WEEKDAY.format(date);
    }

    /// "Tuesday, 24 November 2026, 17:30 (Europe/Vienna)".
    public String full(Instant at) {
        return FULL.format(at.atZone(zone)) + " (" + zone.getId() + ")";
    }

    /// "24 Nov 2026 17:30", for paper, which does not know what today is.
    public String date(Instant at) {
        return DAY_OF_YEAR.format(at.atZone(zone)) + " " + time(at);
    }

    /// In full in a language, by a pattern of that language.
    public String full(Instant at, String pattern, Locale language) {
        return DateTimeFormatter.ofPattern(pattern, language).format(at.atZone(zone))
                + " ("
                + zone.getId()
                + ")";
    }

    /// "in 2 h 10 min" or "3 days late".
    public String left(Instant due) {
        Duration left = Duration.between(now, due);
        return left.isNegative() ? span(left.negated()) + " late" : "in " + span(left);
    }

    /// "5 min ago".
    public String ago(Instant at) {
        Duration since = Duration.between(at, now);
        return since.compareTo(Duration.ofMinutes(1)) < 0 ? "just now" : span(since) + " ago";
    }

    /// A length in at most two units.
    public static String span(Duration length) {
        long minutes = length.toMinutes();
        if (minutes < 1) {
            return Math.max(1, length.toSeconds()) + " s";
        }
        if (minutes < 60) {
            return minutes + " min";
        }
        if (minutes < 24 * 60) {
            return minutes / 60
                    + " h"
                    + (minutes % 60 == 0 || minutes >= 600 ? "" : " " + minutes % 60 + " min");
        }
        long days = minutes / (24 * 60);
        long hours = minutes % (24 * 60) / 60;
        return days
                + (days == 1 ? " day" : " days")
                + (hours == 0 || days > 2 ? "" : " " + hours + " h");
    }

    public LocalDate today() {
        return now.atZone(zone).toLocalDate();
    }

    public ZonedDateTime here() {
        return now.atZone(zone);
    }
}
