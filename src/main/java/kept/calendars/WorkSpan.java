package kept.calendars;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// A length of working time, told in the days of those who work: with days of eight hours, 28 hours are three days and a
/// half.
///
/// @param hours of working time
/// @param hoursOfDay how many hours a usual working day has
public record WorkSpan(double hours, double hoursOfDay) {
    private static final List<String> NUMBERS =
            List.of(
                    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
                    "ten");
    private static final double USUAL_DAY = 8;

    public static WorkSpan of(double hours, WorkCalendar calendar) {
        return new WorkSpan(hours, hoursOfDay(calendar));
    }

    /// The mean length of the days of the week on which it works; eight hours if it works on none.
    public static double hoursOfDay(WorkCalendar calendar) {
        double sum = 0;
        int days = 0;
        for (var blocks : calendar.week().values()) {
            double hours = blocks.stream().mapToDouble(WorkSpan::hours).sum();
            sum += hours;
            days += hours > 0 ? 1 : 0;
        }
        return days == 0 ? USUAL_DAY : sum / days;
    }

    private static double hours(Block block) {
        double minutes = Duration.between(block.from(), block.to()).toMinutes();
        return (minutes > 0 ? minutes : minutes + 1440) / 60;
    }

    public double days() {
        return hours / hoursOfDay;
    }

    /// As people say it, rounded: "four working days", "two working hours", "20 minutes".
    public String words() {
        if (hours >= hoursOfDay) {
            return counted(Math.round(days()), "working day");
        }
        if (hours >= 1) {
            return counted(Math.round(hours), "working hour");
        }
        long minutes = Math.round(hours * 60);
        return minutes <= 1 ? "a minute" : minutes + " minutes";
    }

    /// Short, for a table: "3.5 days", "2.3 h", "20 min".
    public String brief() {
        double size = Math.abs(hours);
        if (size >= hoursOfDay) {
            double days = Math.round(10 * days()) / 10.0;
            return decimal(days) + (Math.abs(days) == 1 ? " day" : " days");
        }
        return size >= 1
                ? decimal(Math.round(10 * hours) / 10.0) + " h"
                : Math.round(hours * 60) + " min";
    }

    /// At least as long, and easy to say: whole days, or below a day whole hours.
    public WorkSpan sayable() {
        return new WorkSpan(
                hours > hoursOfDay - 1e-6
                        ? Math.ceil(days() - 1e-6) * hoursOfDay
                        : Math.min(hoursOfDay, Math.max(1, Math.ceil(hours - 1e-6))),
                hoursOfDay);
    }

    private static String decimal(double number) {
        return number == Math.rint(number)
                ? String.format(Locale.ROOT, "%,d", (long) number)
                : String.format(Locale.ROOT, "%,.1f", number);
    }

    private static String counted(long n, String noun) {
        return number(n) + " " + noun + (n == 1 ? "" : "s");
    }

    /// Small numbers as words: "no", "one" ... "ten", "11".
    public static String number(long n) {
        return n >= 0 && n < NUMBERS.size()
                ? NUMBERS.get((int) n)
                : String.format(Locale.ROOT, "%,d", n);
    }
}
