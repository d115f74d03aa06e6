package kept.catcher;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.chrono.HijrahDate;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads feasts that people date by: "before Diwali", "after Easter", "on Christmas Eve".
final class Feasts extends Reader {
    private static final Map<String, MonthDay> FIXED =
            Map.ofEntries(
                    Map.entry("christmas", MonthDay.of(12, 25)),
                    Map.entry("xmas", MonthDay.of(12, 25)),
                    Map.entry("christmas day", MonthDay.of(12, 25)),
                    Map.entry("christmas eve", MonthDay.of(12, 24)),
                    Map.entry("boxing day", MonthDay.of(12, 26)),
                    Map.entry("new year", MonthDay.of(1, 1)),
                    Map.entry("new year's", MonthDay.of(1, 1)),
                    Map.entry("new year's day", MonthDay.of(1, 1)),
                    Map.entry("new year's eve", MonthDay.of(12, 31)),
                    Map.entry("valentine's day", MonthDay.of(2, 14)),
                    Map.entry("halloween", MonthDay.of(10, 31)));
    private static final Map<String, Integer> FROM_EASTER =
            Map.of(
                    "good friday", -2,
                    "easter", 0,
                    "easter sunday", 0,
                    "easter monday", 1,
                    "ascension day", 39,
                    "pentecost", 49,
                    "whitsun", 49,
                    "whit monday", 50,
                    "corpus christi", 60);

    /// The new moon of Kartika, 2024 to 2035: the published dates of the feast in India.
    private static final List<LocalDate> DIWALI =
            List.of(
                    LocalDate.of(2024, 10, 31),
                    LocalDate.of(2025, 10, 20),
                    LocalDate.of(2026, 11, 8),
                    LocalDate.of(2027, 10, 29),
                    LocalDate.of(2028, 10, 17),
                    LocalDate.of(2029, 11, 5),
                    LocalDate.of(2030, 10, 26),
                    LocalDate.of(2031, 11, 14),
                    LocalDate.of(2032, 11, 2),
                    LocalDate.of(2033, 10, 22),
                    LocalDate.of(2034, 11, 10),
                    LocalDate.of(2035, 10, 30));

    private final Moment moment;

    Feasts(List<Token> tokens, Moment moment) {
        super(tokens);
        this.moment = moment;
    }

    @Nullable Piece at(int i) {
        int j = is(i, "the") ? i + 1 : i;
        String name = word(j);
        for (int words = 3; words >= 1; words--) {
            if (words > 1) {
                name =
                        String.join(
                                " ",
                                words == 3
                                        ? List.of(word(j), word(j + 1), word(j + 2))
                                        : List.of(word(j), word(j + 1)));
            } else {
                name = word(j);
            }
            var day = next(name);
            if (day.isPresent()) {
                return Piece.day(j + words, day.get());
            }
        }
        return null;
    }

    private Optional<LocalDate> next(String name) {
        var today = moment.today();
        var fixed = FIXED.get(name);
        if (fixed != null) {
            var day = fixed.atYear(today.getYear());
            return Optional.of(day.isBefore(today) ? fixed.atYear(today.getYear() + 1) : day);
        }
        Integer offset = FROM_EASTER.get(name);
        if (offset != null) {
            var day = easter(today.getYear()).plusDays(offset);
            return Optional.of(
                    day.isBefore(today) ? easter(today.getYear() + 1).plusDays(offset) : day);
        }
        return switch (name) {
            case "diwali", "deepavali" ->
                    DIWALI.stream().filter(d -> !d.isBefore(today)).findFirst();
            case "thanksgiving" -> {
                var day = thanksgiving(today.getYear());
                yield Optional.of(day.isBefore(today) ? thanksgiving(today.getYear() + 1) : day);
            }
            case "eid", "eid al fitr", "ramzan eid" -> Optional.of(hijrah(10, 1));
            case "eid al adha" -> Optional.of(hijrah(12, 10));
            default -> Optional.empty();
        };
    }

    private LocalDate hijrah(int month, int day) {
        var now = HijrahDate.from(moment.today());
        var feast =
                now.with(ChronoField.DAY_OF_MONTH, 1)
                        .with(ChronoField.MONTH_OF_YEAR, month)
                        .with(ChronoField.DAY_OF_MONTH, day);
        return LocalDate.from(feast.isBefore(now) ? feast.plus(1, ChronoUnit.YEARS) : feast);
    }

    private static LocalDate thanksgiving(int year) {
        return LocalDate.of(year, 11, 1)
                .with(TemporalAdjusters.dayOfWeekInMonth(4, DayOfWeek.THURSDAY));
    }

    /// By the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms).
    private static LocalDate easter(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
        int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
        return LocalDate.of(year, f / 31, f % 31 + 1);
    }
}
