package kept.setup;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kept.calendars.CalendarText;
import kept.calendars.WallTime;
import kept.kernel.Refusal;

/// What people write in forms of the house, and back: hours of the week, holidays, answer times, local times.
final class HouseText {
    private static final List<String> DAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

    private HouseText() {}

    /// Lines such as `Mon 09:00-12:30, 13:00-17:30`, or `Mon-Fri 09:00-17:00`; a day that is not named is closed.
    static Map<String, List<String>> week(String lines) {
        var week = new LinkedHashMap<String, List<String>>();
        for (String line : lines.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
            int space = line.indexOf(' ');
            if (space < 0) {
                throw unreadable(line);
            }
            var blocks = new ArrayList<String>();
            for (String block : line.substring(space).split(",")) {
                if (!block.isBlank() && !block.strip().equalsIgnoreCase("closed")) {
                    blocks.add(block.strip());
                }
            }
            for (String day : days(line, line.substring(0, space).replace(":", ""))) {
                week.put(day, List.copyOf(blocks));
            }
        }
        return week;
    }

    private static List<String> days(String line, String name) {
        int dash = name.indexOf('-');
        int from = day(line, dash < 0 ? name : name.substring(0, dash));
        int to = dash < 0 ? from : day(line, name.substring(dash + 1));
        if (to < from) {
            throw unreadable(line);
        }
        return DAYS.subList(from, to + 1);
    }

    private static int day(String line, String name) {
        String small = name.strip().toLowerCase(Locale.ROOT);
        for (int i = 0; i < DAYS.size() && small.length() >= 2; i++) {
            if (DAYS.get(i).startsWith(small)) {
                return i;
            }
        }
        throw unreadable(line);
    }

    private static Refusal unreadable(String line) {
        return Refusal.invalid(
                "weekly",
                "\"%s\" cannot be read: write a line like Mon 09:00-12:30, 13:00-17:30."
                        .formatted(line));
    }

    static String week(CalendarText calendar) {
        var lines = new StringBuilder();
        for (String day : DAYS) {
            var blocks = calendar.weekly().getOrDefault(day, List.of());
            if (!blocks.isEmpty()) {
                lines.append(Character.toUpperCase(day.charAt(0)))
                        .append(day, 1, 3)
                        .append(' ')
                        .append(String.join(", ", blocks))
                        .append('\n');
            }
        }
        return lines.toString();
    }

    /// Lines such as `2026-12-24 Christmas Eve`.
    static Map<String, String> holidays(String lines) {
        var days = new LinkedHashMap<String, String>();
        for (String line : lines.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
            int space = line.indexOf(' ');
            days.put(
                    space < 0 ? line : line.substring(0, space),
                    space < 0 ? "Closed" : line.substring(space + 1).strip());
        }
        return days;
    }

    static String holidays(CalendarText calendar) {
        var lines = new StringBuilder();
        calendar.ownHolidays()
                .forEach((day, name) -> lines.append(day).append(' ').append(name).append('\n'));
        return lines.toString();
    }

    /// Lines such as `2026-12-24 09:00-12:00`, or `2026-12-24 closed`.
    static Map<String, List<String>> exceptions(String lines) {
        var days = new LinkedHashMap<String, List<String>>();
        for (String line : lines.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
            int space = line.indexOf(' ');
            String rest = space < 0 ? "" : line.substring(space + 1).strip();
            days.put(
                    space < 0 ? line : line.substring(0, space),
                    rest.isEmpty() || rest.equalsIgnoreCase("closed")
                            ? List.of()
                            : List.of(rest.split("\\s*,\\s*")));
        }
        return days;
    }

    static String exceptions(CalendarText calendar) {
        var lines = new StringBuilder();
        calendar.exceptions()
                .forEach((day, blocks) ->
                        lines.append(day)
                                .append(' ')
                                .append(blocks.isEmpty() ? "closed" : String.join(", ", blocks))
                                .append('\n'));
        return lines.toString();
    }

    static Duration hours(String field, String text) {
        try {
            double hours = Double.parseDouble(text.strip().replace(',', '.'));
            if (hours > 0 && hours < 2_000) {
                return Duration.ofMinutes(Math.round(hours * 60));
            }
        } catch (NumberFormatException _) {
            // falls through: the same answer
        }
        throw Refusal.invalid(field, "Give the time in working hours, such as 4 or 0.5.");
    }

    static String hours(Duration time) {
        double hours = time.toMinutes() / 60.0;
        return hours == Math.rint(hours)
                ? String.valueOf((long) hours)
                : String.valueOf(Math.round(hours * 100) / 100.0);
    }

    static Instant local(String field, String text, ZoneId zone) {
        return WallTime.read(field, text, zone);
    }
}
