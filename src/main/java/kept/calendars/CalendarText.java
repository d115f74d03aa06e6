package kept.calendars;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.zone.ZoneRulesProvider;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// A calendar as people and programs write it.
///
/// @param zone an IANA name such as `Europe/Vienna`
/// @param weekly blocks such as `09:00-12:30` by English day of the week in small letters
/// @param ownHolidays names by date (ISO 8601)
/// @param exceptions blocks by date; none = closed
public record CalendarText(
        String name,
        String zone,
        Map<String, List<String>> weekly,
        @Nullable String country,
        @Nullable String subdivision,
        Map<String, String> ownHolidays,
        Map<String, List<String>> exceptions) {

    /// How a calendar is written.
    public static CalendarText of(WorkCalendar calendar) {
        var weekly = new TreeMap<DayOfWeek, List<String>>();
        calendar.week().forEach((day, blocks) -> weekly.put(day, texts(blocks)));
        var exceptions = new TreeMap<LocalDate, List<String>>();
        calendar.exceptions().forEach((date, blocks) -> exceptions.put(date, texts(blocks)));
        return new CalendarText(
                calendar.name(),
                calendar.zone().getId(),
                byName(weekly, day -> day.name().toLowerCase(Locale.ROOT)),
                calendar.country(),
                calendar.subdivision(),
                byName(new TreeMap<>(calendar.ownHolidays()), LocalDate::toString),
                byName(exceptions, LocalDate::toString));
    }

    /// The calendar that is meant.
    ///
    /// @throws Refusal `INVALID` with what is wrong
    public WorkCalendar read(UUID id) {
        var week = new EnumMap<DayOfWeek, List<Block>>(DayOfWeek.class);
        weekly.forEach((day, blocks) -> week.put(day(day), blocks(blocks)));
        var holidays = new HashMap<LocalDate, String>();
        ownHolidays.forEach((date, holiday) -> holidays.put(date("ownHolidays", date), holiday));
        var special = new HashMap<LocalDate, List<Block>>();
        exceptions.forEach((date, blocks) -> special.put(date("exceptions", date), blocks(blocks)));
        return new WorkCalendar(
                id, name.strip(), zone(zone), week, country, subdivision, holidays, special);
    }

    /// The zone of that name, taken from the tz database.
    ///
    /// The names of all time zones of the JDK, in order; libraries may add others that have no rules.
    public static SortedSet<String> zoneNames() {
        return new TreeSet<>(
                ZoneRulesProvider.getAvailableZoneIds().stream()
                        .filter(name -> !name.startsWith("ical4j"))
                        .toList());
    }

    /// @throws Refusal `INVALID` if there is none
    public static ZoneId zone(String name) {
        try {
            var zone = ZoneId.of(name);
            // an offset knows no summer time, so hours meant for a place would drift
            if (!(zone instanceof ZoneOffset) && KnownZones.NAMES.contains(name)) {
                return zone;
            }
        } catch (DateTimeException _) {
            // falls through: the same answer
        }
        throw Refusal.invalid(
                "zone", "\"" + name + "\" is no time zone: write it like Europe/Vienna or UTC.");
    }

    private static final class KnownZones {
        static final Set<String> NAMES = zoneNames();
    }

    private static DayOfWeek day(String text) {
        for (var day : DayOfWeek.values()) {
            if (day.name().toLowerCase(Locale.ROOT).equals(text)) {
                return day;
            }
        }
        throw Refusal.invalid(
                "weekly", "\"" + text + "\" is no day of the week: write monday to sunday.");
    }

    private static LocalDate date(String field, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException _) {
            throw Refusal.invalid(field, "\"" + text + "\" is no date: write it like 2026-12-24.");
        }
    }

    private static List<Block> blocks(List<String> texts) {
        return texts.stream().map(Block::parse).toList();
    }

    private static List<String> texts(List<Block> blocks) {
        return blocks.stream().map(Block::toString).toList();
    }

    private static <K, V> Map<String, V> byName(SortedMap<K, V> sorted, Function<K, String> name) {
        var named = new LinkedHashMap<String, V>();
        sorted.forEach((key, value) -> named.put(name.apply(key), value));
        return named;
    }
}
