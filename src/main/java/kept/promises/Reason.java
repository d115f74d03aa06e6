package kept.promises;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kept.calendars.Block;
import kept.calendars.WorkCalendar;
import kept.calendars.WorkSpan;
import kept.forecasts.Outlook;

/// Why a date looks as it does, in one sentence a person understands.
final class Reason {
    private static final DateTimeFormatter OPENS =
            DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

    private Reason() {}

    static String unknown(Outlook outlook, String kind) {
        return outlook.done() == 0
                ? "Nobody here has done a %s yet, so nothing can be said about one.".formatted(kind)
                : "Only %d of kind %s were done so far; from %d on something can be said."
                        .formatted(outlook.done(), kind, Outlook.ENOUGH);
    }

    /// @param usual the working hours within which eight of ten are done; infinite if fewer are
    /// @param until the end of the time in which closed days matter
    static String of(
            Outlook outlook,
            WorkCalendar calendar,
            Instant now,
            double asked,
            double usual,
            Instant until) {
        var parts = new ArrayList<String>();
        if (asked <= 0) {
            parts.add(
                    "Nobody works before this date: the unit opens "
                            + OPENS.format(calendar.nextOpen(now).atZone(calendar.zone())));
        }
        String who = outlook.isOwn() ? "" : " in other units";
        if (Double.isInfinite(usual)) {
            long ten = Math.round(10 * outlook.doneWithin(asked));
            parts.add("%s of 10%s were done within %s".formatted(ten, who, words(asked, calendar)));
        } else {
            parts.add("8 of 10%s take %s".formatted(who, words(usual, calendar)));
            if (asked > 0) {
                parts.add("this date leaves " + words(asked, calendar));
            }
        }
        var closed = closedDays(calendar, now, until);
        if (!closed.isEmpty()) {
            parts.add(
                    closed.size() == 1
                            ? closed.getFirst() + " adds a day"
                            : "holidays add %s days".formatted(WorkSpan.number(closed.size())));
        }
        if (outlook.waiting() > 0) {
            parts.add(
                    outlook.waiting() == 1
                            ? "one other waits before it"
                            : WorkSpan.number(outlook.waiting()) + " others wait before it");
        }
        return String.join("; ", parts) + ".";
    }

    /// Holidays that fall on days on which the unit would work.
    private static List<String> closedDays(WorkCalendar calendar, Instant from, Instant until) {
        LocalDate last = LocalDate.ofInstant(until, calendar.zone());
        return LocalDate.ofInstant(from, calendar.zone())
                .datesUntil(last.plusDays(1))
                .limit(60)
                .filter(day ->
                        !calendar.week()
                                        .getOrDefault(day.getDayOfWeek(), List.<Block>of())
                                        .isEmpty()
                                && !calendar.isWorkingDay(day))
                .flatMap(day -> calendar.holiday(day).stream())
                .toList();
    }

    private static String words(double hours, WorkCalendar calendar) {
        return WorkSpan.of(hours, calendar).words();
    }
}
