package kept.calendars;

import static org.assertj.core.api.Assertions.assertThat;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Compares the calendar with an oracle that knows no arithmetic: it watches a clock on the wall, minute by minute, over
/// all zones of the tz database, mostly around their changes of offset.
class WorkCalendarOracleTest {
    private static final int CASES = 10_000;
    private static final int DAYS = 6;
    private static final int MINUTES = DAYS * 1440;
    private static final List<String> COUNTRIES = List.of("AT", "DE", "US", "GB", "JP", "BR");
    private static final Instant ERA_START = Instant.parse("1985-01-01T00:00:00Z");
    private static final Instant ERA_END = Instant.parse("2040-01-01T00:00:00Z");

    private final Map<String, Set<LocalDate>> holidays = new HashMap<>();

    @Test
    void tenThousandCalendarsAgreeWithTheClockOnTheWall() {
        long seed = Long.getLong("kept.seed", System.nanoTime());
        System.out.println("WorkCalendarOracleTest: -Dkept.seed=" + seed);
        var random = new Random(seed);
        var zones = new ArrayList<>(CalendarText.zoneNames());
        var mismatches = new ArrayList<String>();
        for (int i = 0; i < CASES; i++) {
            var zone = ZoneId.of(zones.get(i % zones.size()));
            var start = start(random, zone);
            var calendar = calendar(random, zone, start);
            check(random, calendar, new Wall(calendar, start), mismatches);
        }
        assertThat(mismatches).as("seed %d", seed).isEmpty();
    }

    @Test
    void betweenUndoesPlusToTheNanosecond() {
        long seed = Long.getLong("kept.seed", System.nanoTime());
        System.out.println("WorkCalendarOracleTest: -Dkept.seed=" + seed);
        var random = new Random(seed);
        var zones = new ArrayList<>(CalendarText.zoneNames());
        for (int i = 0; i < CASES; i++) {
            var zone = ZoneId.of(zones.get(i % zones.size()));
            var start = start(random, zone);
            var calendar = calendar(random, zone, start);
            var from = start.plusNanos(random.nextLong(86_400_000_000_000L));
            var work = Duration.ofNanos(random.nextLong(200 * 3_600_000_000_000L));
            var to = calendar.plus(from, work);
            assertThat(calendar.between(from, to))
                    .as("%s plus %s in %s, seed %d", from, work, calendar, seed)
                    .isEqualTo(work);
            var middle = from.plus(Duration.between(from, to).dividedBy(3));
            assertThat(calendar.between(from, middle).plus(calendar.between(middle, to)))
                    .isEqualTo(work);
        }
    }

    private static void check(
            Random random, WorkCalendar calendar, Wall wall, List<String> mismatches) {
        // the middle, so that no block reaches over the ends of what the oracle has seen
        int a = 2 * 1440 + random.nextInt(1440);
        int b = a + random.nextInt(1440);
        Instant from = wall.at(a);
        compare(mismatches, calendar, "isOpenAt " + from, calendar.isOpenAt(from), wall.open[a]);
        compare(
                mismatches,
                calendar,
                "between " + from + " and " + wall.at(b),
                calendar.between(from, wall.at(b)),
                Duration.ofMinutes(wall.openMinutes(a, b)));
        int next = wall.nextOpen(a);
        if (next < wall.end()) {
            compare(
                    mismatches,
                    calendar,
                    "nextOpen " + from,
                    calendar.nextOpen(from),
                    wall.at(next));
        }
        int work = 1 + random.nextInt(1200);
        int to = wall.plus(a, work);
        if (to <= wall.end()) {
            compare(
                    mismatches,
                    calendar,
                    from + " plus " + work + " minutes",
                    calendar.plus(from, Duration.ofMinutes(work)),
                    wall.at(to));
        }
        LocalDate date = LocalDate.ofInstant(from, calendar.zone());
        compare(
                mismatches,
                calendar,
                "close " + date,
                calendar.close(date).orElse(Instant.MIN),
                wall.close(date));
    }

    private static void compare(
            List<String> mismatches, WorkCalendar calendar, String what, Object got, Object want) {
        if (!got.equals(want)) {
            mismatches.add(what + ": " + got + " and not " + want + " in " + calendar);
        }
    }

    /// Six days of a clock on the wall, looked at every minute.
    private final class Wall {
        private final WorkCalendar calendar;
        private final long firstMinute;
        private final long[] shown = new long[MINUTES];
        private final boolean[] open = new boolean[MINUTES];
        private final Map<LocalDate, Integer> closings = new HashMap<>();

        Wall(WorkCalendar calendar, Instant start) {
            this.calendar = calendar;
            this.firstMinute = start.getEpochSecond() / 60;
            for (int i = 0; i < MINUTES; i++) {
                shown[i] =
                        firstMinute
                                + calendar.zone().getRules().getOffset(at(i)).getTotalSeconds() / 60
                                + i;
            }
            LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(shown[0], 1440));
            for (int i = 0; i <= DAYS + 1; i++) {
                for (long[] block : blocks(day.plusDays(i))) {
                    paint(day.plusDays(i), block[0], block[1]);
                }
            }
        }

        private void paint(LocalDate day, long from, long to) {
            int opens = 0;
            while (opens < MINUTES && shown[opens] < from) {
                opens++;
            }
            int closes = MINUTES - 1;
            while (closes >= 0 && shown[closes] > to) {
                closes--;
            }
            // the last minute that shows `to` is the first that is closed again; where the clock
            // never shows it, the last that shows less is open
            int end = closes >= 0 && shown[closes] == to ? closes : closes + 1;
            for (int i = opens; i < end; i++) {
                open[i] = true;
                closings.put(day, end);
            }
        }

        private List<long[]> blocks(LocalDate day) {
            List<Block> blocks = calendar.exceptions().get(day);
            if (blocks == null) {
                boolean rests =
                        calendar.ownHolidays().containsKey(day)
                                || (calendar.country() != null
                                        && holidays(calendar.country(), day.getYear())
                                                .contains(day));
                blocks =
                        rests
                                ? List.of()
                                : calendar.week().getOrDefault(day.getDayOfWeek(), List.of());
            }
            var minutes = new ArrayList<long[]>();
            for (Block block : blocks) {
                long midnight = day.toEpochDay() * 1440;
                int to = block.to().toSecondOfDay() / 60;
                minutes.add(
                        new long[] {
                            midnight + block.from().toSecondOfDay() / 60,
                            midnight + (to == 0 ? 1440 : to)
                        });
            }
            return minutes;
        }

        private Instant at(int minute) {
            return Instant.ofEpochSecond((firstMinute + minute) * 60);
        }

        private int end() {
            return MINUTES - 2 * 1440;
        }

        private int openMinutes(int a, int b) {
            int count = 0;
            for (int i = a; i < b; i++) {
                count += open[i] ? 1 : 0;
            }
            return count;
        }

        private int nextOpen(int a) {
            int i = a;
            while (i < MINUTES && !open[i]) {
                i++;
            }
            return i;
        }

        private int plus(int a, int work) {
            int left = work;
            int i = a;
            while (left > 0 && i < MINUTES) {
                left -= open[i++] ? 1 : 0;
            }
            return left > 0 ? MINUTES : i;
        }

        private Instant close(LocalDate day) {
            Integer minute = closings.get(day);
            return minute == null ? Instant.MIN : at(minute);
        }
    }

    private Set<LocalDate> holidays(String country, int year) {
        return holidays.computeIfAbsent(
                country + year,
                _ -> {
                    var days = new HashSet<LocalDate>();
                    HolidayManager.getInstance(
                                    ManagerParameters.create(country.toLowerCase(Locale.ROOT)))
                            .getHolidays(
                                    LocalDate.of(year - 1, 12, 1),
                                    LocalDate.of(year + 1, 1, 31),
                                    HolidayType.PUBLIC_HOLIDAY)
                            .forEach(day -> {
                                days.add(day.getActualDate());
                                days.add(day.getDate());
                            });
                    return days;
                });
    }

    /// The start of the six days: mostly so that a change of offset falls into the middle of them.
    private static Instant start(Random random, ZoneId zone) {
        var any =
                ERA_START.plusSeconds(
                        random.nextLong(ChronoUnit.SECONDS.between(ERA_START, ERA_END)));
        var jump = zone.getRules().nextTransition(any);
        var middle =
                jump != null && jump.getInstant().isBefore(ERA_END) && random.nextInt(10) > 0
                        ? jump.getInstant()
                        : any;
        return middle.truncatedTo(ChronoUnit.MINUTES)
                .minus(Duration.ofMinutes(2 * 1440 + random.nextInt(1440)));
    }

    private static WorkCalendar calendar(Random random, ZoneId zone, Instant start) {
        var first = LocalDate.ofInstant(start, zone);
        var week = new HashMap<DayOfWeek, List<Block>>();
        for (var day : DayOfWeek.values()) {
            if (random.nextInt(7) < 6) {
                week.put(day, blocks(random));
            }
        }
        week.put(DayOfWeek.of(1 + random.nextInt(7)), blocks(random));
        return new WorkCalendar(
                new UUID(0, 1),
                "Random",
                zone,
                week,
                country(random),
                null,
                Map.of(first.plusDays(random.nextInt(DAYS)), "Own"),
                Map.of(
                        first.plusDays(random.nextInt(3)), blocks(random),
                        first.plusDays(3 + random.nextInt(3)), List.of()));
    }

    private static @Nullable String country(Random random) {
        return random.nextInt(5) == 0 ? COUNTRIES.get(random.nextInt(COUNTRIES.size())) : null;
    }

    /// One to four blocks whose edges often fall into the small hours, where clocks change.
    private static List<Block> blocks(Random random) {
        var edges = new TreeSet<Integer>();
        if (random.nextInt(4) == 0) {
            edges.addAll(List.of(0, 1440));
        }
        int wanted = 2 * (1 + random.nextInt(4));
        while (edges.size() < wanted) {
            int edge =
                    switch (random.nextInt(3)) {
                        case 0 -> random.nextInt(1441);
                        case 1 -> random.nextInt(17) * 15;
                        default -> random.nextInt(49) * 30;
                    };
            edges.add(edge);
        }
        var blocks = new ArrayList<Block>();
        for (var next = edges.iterator(); next.hasNext(); ) {
            blocks.add(new Block(time(next.next()), time(next.next())));
        }
        return blocks;
    }

    private static LocalTime time(int minute) {
        return LocalTime.ofSecondOfDay(minute % 1440 * 60L);
    }
}
