package kept.catcher;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import kept.calendars.WorkCalendar;

/// When and where something was said: what "today" and "close of business" mean there. With `dayFirst` 3/4 is the third
/// of April.
record Moment(Instant saidAt, ZoneId zone, WorkCalendar calendar, boolean dayFirst) {
    private static final LocalTime USUAL_CLOSE = LocalTime.of(18, 0);
    private static final int LONGEST_CLOSED = 10;

    LocalDate today() {
        return saidAt.atZone(zone).toLocalDate();
    }

    LocalTime clock() {
        return saidAt.atZone(zone).toLocalTime();
    }

    Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(zone).toInstant();
    }

    LocalDate monday() {
        return today().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    boolean works(LocalDate day) {
        return calendar.isWorkingDay(day);
    }

    LocalDate lastWorkingDay(LocalDate monday) {
        for (var day = monday.plusDays(6); !day.isBefore(monday); day = day.minusDays(1)) {
            if (works(day)) {
                return day;
            }
        }
        return monday.plusDays(4);
    }

    /// The last working day of the month of a day, or its very last if that is over.
    LocalDate endOfMonth(LocalDate inIt) {
        var last = inIt.with(TemporalAdjusters.lastDayOfMonth());
        var day = last;
        while (!works(day) && ChronoUnit.DAYS.between(day, last) < LONGEST_CLOSED) {
            day = day.minusDays(1);
        }
        return day.isBefore(today()) ? last : day;
    }

    /// The working day before a day, but no earlier than today.
    LocalDate workingDayBefore(LocalDate day) {
        var before = day.minusDays(1);
        while (before.isAfter(today()) && !works(before)) {
            before = before.minusDays(1);
        }
        return before;
    }

    /// When we close that day; a day on which we are closed ends at six, and one that is over already at midnight.
    Instant close(LocalDate day) {
        Instant close = calendar.close(day).orElseGet(() -> at(day, USUAL_CLOSE));
        return close.isAfter(saidAt) || !day.equals(today())
                ? close
                : at(day, LocalTime.of(23, 59));
    }
}
