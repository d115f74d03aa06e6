package kept.calendars;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// The public holidays of countries and their parts (ISO 3166-1 and 3166-2 codes, such as `DE` and `BY`).
public final class PublicHolidays {
    /// Jollyday also knows stock exchanges, whose codes are longer.
    private static final Set<String> COUNTRIES =
            HolidayManager.getSupportedCalendarCodes().stream()
                    .map(code -> code.toUpperCase(Locale.ROOT))
                    .filter(code -> code.length() == 2)
                    .collect(Collectors.toUnmodifiableSet());

    private static final Map<PlaceAndYear, Map<LocalDate, String>> KNOWN =
            new ConcurrentHashMap<>();
    private static final Map<String, HolidayManager> MANAGERS = new ConcurrentHashMap<>();

    private record PlaceAndYear(String country, @Nullable String subdivision, int year) {}

    private PublicHolidays() {}

    /// The countries whose holidays we know, each code with its name in `language`, by name.
    public static SortedMap<String, String> countries(Locale language) {
        return COUNTRIES.stream()
                .collect(
                        Collectors.toMap(
                                code -> Locale.of("", code).getDisplayCountry(language),
                                Function.identity(),
                                (a, _) -> a,
                                TreeMap::new));
    }

    /// The parts of a country with holidays of their own, by code.
    ///
    /// @throws Refusal `INVALID` if we do not know the country
    public static List<String> subdivisions(String country) {
        requireKnown(country, null);
        return parts(country).keySet().stream()
                .map(part -> part.toUpperCase(Locale.ROOT))
                .sorted()
                .toList();
    }

    /// The days of a year on which a place rests by law, with their names.
    public static Map<LocalDate, String> in(
            String country, @Nullable String subdivision, int year) {
        var key = new PlaceAndYear(country, subdivision, year);
        var known = KNOWN.get(key);
        return known != null ? known : KNOWN.computeIfAbsent(key, PublicHolidays::read);
    }

    /// @throws Refusal `INVALID` if we do not know the country, or it has no such part
    static void requireKnown(String country, @Nullable String subdivision) {
        if (!COUNTRIES.contains(country)) {
            throw Refusal.invalid(
                    "country",
                    "\""
                            + country
                            + "\" is no country whose holidays Kept knows: choose one of the list, or enter holidays of your own.");
        }
        if (subdivision != null
                && !(subdivision.equals(subdivision.toUpperCase(Locale.ROOT))
                        && parts(country).containsKey(subdivision.toLowerCase(Locale.ROOT)))) {
            throw Refusal.invalid(
                    "subdivision",
                    "\"%s\" is no part of %s with holidays of its own: choose one of %s."
                            .formatted(
                                    subdivision,
                                    country,
                                    String.join(", ", parts(country).keySet())
                                            .toUpperCase(Locale.ROOT)));
        }
    }

    private static Map<String, CalendarHierarchy> parts(String country) {
        return new TreeMap<>(manager(country).getCalendarHierarchy().getChildren());
    }

    private static Map<LocalDate, String> read(PlaceAndYear key) {
        String[] part =
                key.subdivision() == null
                        ? new String[0]
                        : new String[] {key.subdivision().toLowerCase(Locale.ROOT)};
        var days = new HashMap<LocalDate, String>();
        // a New Year on a Saturday may be observed in the year before
        for (int year = key.year() - 1; year <= key.year() + 1; year++) {
            for (var holiday :
                    manager(key.country())
                            .getHolidays(Year.of(year), HolidayType.PUBLIC_HOLIDAY, part)) {
                String name = holiday.getDescription(Locale.ENGLISH);
                days.put(holiday.getActualDate(), name);
                holiday.getObservedDate().ifPresent(date -> days.put(date, name));
            }
        }
        days.keySet().removeIf(date -> date.getYear() != key.year());
        return Map.copyOf(days);
    }

    private static HolidayManager manager(String country) {
        return MANAGERS.computeIfAbsent(
                country,
                code ->
                        HolidayManager.getInstance(
                                ManagerParameters.create(code.toLowerCase(Locale.ROOT))));
    }
}
