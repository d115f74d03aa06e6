package kept.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import kept.calendars.Block;
import kept.calendars.WorkCalendar;
import org.junit.jupiter.api.Test;

/// Compares the two passes with an oracle that knows no arithmetic of working time: it walks a clock minute by minute and
/// asks the calendar only whether it is open. Random chains, several calendars with holidays in zones that change their
/// clocks, around the days on which they do.
class ScheduleTest {
    private static final int CASES = 2_000;
    private static final int HOUSE = 100;
    private static final int BEFORE = 24 * 1440;
    private static final int MINUTES = 62 * 1440;
    private static final List<Instant> STARTS =
            List.of(
                    // the clocks of Vienna and New York go ahead and back in these weeks
                    Instant.parse("2026-03-27T00:00:00Z"),
                    Instant.parse("2026-10-22T00:00:00Z"),
                    Instant.parse("2026-03-05T00:00:00Z"),
                    Instant.parse("2026-10-29T00:00:00Z"),
                    Instant.parse("2026-12-21T00:00:00Z"),
                    Instant.parse("2026-06-15T00:00:00Z"));

    private int compared;
    private final List<UUID> units = new ArrayList<>();
    private final Map<UUID, WorkCalendar> calendars = new HashMap<>();
    private final Map<UUID, Wall> walls = new HashMap<>();

    @Test
    void randomChainsAgreeWithAClockThatIsWatchedMinuteByMinute() {
        long seed = Long.getLong("kept.seed", System.nanoTime());
        System.out.println("ScheduleTest: -Dkept.seed=" + seed);
        var random = new Random(seed);
        var mismatches = new ArrayList<String>();
        for (int i = 0; i < CASES; i++) {
            if (i % HOUSE == 0) {
                newHouse(random, STARTS.get(i / HOUSE % STARTS.size()));
            }
            int now = BEFORE + random.nextInt(3 * 1440);
            int due = now + 1 + random.nextInt(8 * 1440);
            var steps = chain(random, now);
            check(steps, now, due, mismatches);
        }
        assertThat(mismatches.stream().limit(3)).as("seed %d", seed).isEmpty();
        assertThat(compared).isGreaterThan(CASES * 9 / 10);
    }

    private void check(List<Step> steps, int now, int due, List<String> mismatches) {
        var schedule = Schedule.of(steps, this::calendarOf, at(due), at(now));
        int n = steps.size();
        int[] expected = new int[n];
        int[] latest = new int[n];
        int[] latestStart = new int[n];
        Arrays.fill(latest, due);
        for (var step : steps) {
            expected[step.position()] = expected(step, expected, now);
        }
        for (int i = n - 1; i >= 0; i--) {
            var step = steps.get(i);
            latestStart[i] = wallOf(step).minus(latest[i], minutes(step));
            for (int need : step.what().needs()) {
                latest[need] = Math.min(latest[need], latestStart[i]);
            }
        }
        // what reaches over the ends of what the clock has seen is no case
        if (Arrays.stream(latestStart).min().getAsInt() <= 0
                || Arrays.stream(expected).max().getAsInt() >= MINUTES) {
            return;
        }
        compared++;
        boolean anyRed = false;
        for (var step : steps) {
            int i = step.position();
            compare(
                    mismatches,
                    steps,
                    "expected end of " + i,
                    schedule.expectedEnd(step),
                    at(expected[i]));
            compare(
                    mismatches,
                    steps,
                    "latest end of " + i,
                    schedule.latestEnd(step),
                    at(latest[i]));
            compare(
                    mismatches,
                    steps,
                    "latest start of " + i,
                    schedule.latestStart(step),
                    at(latestStart[i]));
            compare(
                    mismatches,
                    steps,
                    "slack of " + i,
                    schedule.slack(step),
                    Duration.ofMinutes(wallOf(step).between(expected[i], latest[i])));
            anyRed |= step.state().open() && expected[i] > latest[i];
        }
        // the last end is behind the due time just if some open step is behind its own latest end
        boolean lost =
                steps.stream()
                        .filter(step -> step.state().open())
                        .anyMatch(step -> expected[step.position()] > due);
        compare(mismatches, steps, "lost", anyRed, lost);
        if (lost && schedule.red() == null) {
            mismatches.add("lost but not red: " + steps);
        }
        turning(steps, schedule, now, due, mismatches);
    }

    /// The moment at which time alone turns a chain red is the last at which it still works.
    private void turning(
            List<Step> steps, Schedule schedule, int now, int due, List<String> mismatches) {
        var next = schedule.turnsNext();
        if (schedule.red() != null || next == null) {
            return;
        }
        int turn = minute(schedule.turns(next));
        for (int later : new int[] {turn - 1, turn, turn + 1}) {
            if (later < now) {
                continue;
            }
            var then = Schedule.of(steps, this::calendarOf, at(due), at(later));
            boolean red = then.red() != null;
            compare(mismatches, steps, "red at " + (later - turn), red, later >= turn);
            if (later == turn + 1) {
                boolean lost =
                        steps.stream()
                                .anyMatch(s ->
                                        s.state().open() && then.expectedEnd(s).isAfter(at(due)));
                compare(mismatches, steps, "lost a minute after it turned", lost, true);
            }
        }
    }

    private int expected(Step step, int[] ends, int now) {
        int ready = now;
        for (int need : step.what().needs()) {
            ready = Math.max(ready, ends[need]);
        }
        int told = step.course().toldEnd() == null ? 0 : minute(step.course().toldEnd());
        return switch (step.state()) {
            case DONE -> minute(java.util.Objects.requireNonNull(step.course().doneAt()));
            case STARTED ->
                    Math.max(
                            Math.max(now, told),
                            wallOf(step)
                                    .plus(
                                            minute(
                                                    java.util.Objects.requireNonNull(
                                                            step.course().startedAt())),
                                            minutes(step)));
            case REFUSED -> Math.max(told, wallOf(step).plus(ready, minutes(step)));
            case ASKED, ACCEPTED ->
                    Math.max(
                            told,
                            wallOf(step)
                                    .plus(
                                            Math.max(ready, minute(step.planned().start())),
                                            minutes(step)));
            case DROPPED -> throw new IllegalStateException();
        };
    }

    private static void compare(
            List<String> mismatches, List<Step> steps, String what, Object got, Object want) {
        if (!got.equals(want)) {
            mismatches.add(what + ": " + got + " and not " + want + " in " + steps);
        }
    }

    // --- random houses and chains

    private Instant origin = Instant.EPOCH;

    private Instant at(int minute) {
        return origin.plusSeconds(60L * minute);
    }

    private int minute(Instant at) {
        return (int) Duration.between(origin, at).toMinutes();
    }

    private Wall wallOf(Step step) {
        return java.util.Objects.requireNonNull(walls.get(step.unit()));
    }

    private WorkCalendar calendarOf(UUID unit) {
        return java.util.Objects.requireNonNull(calendars.get(unit));
    }

    private static int minutes(Step step) {
        return (int) step.what().work().toMinutes();
    }

    private void newHouse(Random random, Instant start) {
        origin = start.minusSeconds(60L * BEFORE);
        units.clear();
        calendars.clear();
        walls.clear();
        for (String zone : List.of("Europe/Vienna", "America/New_York", "Asia/Kolkata")) {
            var unit = new UUID(random.nextLong(), random.nextLong());
            var calendar = calendar(random, ZoneId.of(zone), start);
            units.add(unit);
            calendars.put(unit, calendar);
            walls.put(unit, new Wall(calendar));
        }
    }

    private static WorkCalendar calendar(Random random, ZoneId zone, Instant start) {
        var week = new HashMap<DayOfWeek, List<Block>>();
        for (var day : DayOfWeek.values()) {
            if (random.nextInt(7) < 5) {
                week.put(day, blocks(random));
            }
        }
        week.putIfAbsent(DayOfWeek.TUESDAY, blocks(random));
        LocalDate first = LocalDate.ofInstant(start, zone);
        return new WorkCalendar(
                new UUID(0, random.nextLong()),
                "random",
                zone,
                week,
                null,
                null,
                Map.of(first.plusDays(random.nextInt(8)), "a holiday"),
                Map.of(first.plusDays(random.nextInt(8)), blocks(random)));
    }

    /// Some reach over the hours at which clocks change.
    private static List<Block> blocks(Random random) {
        int from = random.nextInt(4) == 0 ? random.nextInt(3) : 6 + random.nextInt(4);
        int to = from + 2 + random.nextInt(6);
        if (random.nextBoolean()) {
            return List.of(new Block(LocalTime.of(from, 30), LocalTime.of(to, 15)));
        }
        return List.of(
                new Block(LocalTime.of(from, 0), LocalTime.of(to, 0)),
                new Block(LocalTime.of(to + 1, 10), LocalTime.of(to + 5, 0)));
    }

    private List<Step> chain(Random random, int now) {
        var steps = new ArrayList<Step>();
        int n = 1 + random.nextInt(7);
        boolean begun = true;
        for (int i = 0; i < n; i++) {
            var needs = new ArrayList<Integer>();
            for (int j = 0; j < i; j++) {
                if (random.nextInt(3) == 0 || (j == i - 1 && random.nextBoolean())) {
                    needs.add(j);
                }
            }
            var what =
                    new Step.What(
                            new UUID(0, i + 1),
                            new UUID(0, 0),
                            i,
                            "step " + i,
                            units.get(random.nextInt(units.size())),
                            Duration.ofMinutes(1 + random.nextInt(500)),
                            needs,
                            null,
                            StepTemplate.ANSWER);
            begun = begun && needs.stream().allMatch(need -> !steps.get(need).state().open());
            steps.add(step(random, what, now, begun));
            begun = random.nextInt(4) > 0;
        }
        return steps;
    }

    private Step step(Random random, Step.What what, int now, boolean mayHaveBegun) {
        int past = now - random.nextInt(1_000);
        int planned = now - 500 + random.nextInt(2_000);
        boolean told = random.nextInt(4) == 0;
        var toldEnd = told ? at(now + random.nextInt(3_000)) : null;
        var state =
                mayHaveBegun
                        ? List.of(Step.State.DONE, Step.State.STARTED, Step.State.ACCEPTED)
                                .get(random.nextInt(3))
                        : List.of(Step.State.ASKED, Step.State.ACCEPTED, Step.State.REFUSED)
                                .get(random.nextInt(3));
        return new Step(
                what,
                state,
                new Step.Times(at(planned), at(planned + 60), null),
                Step.Asked.NOT,
                new Step.Course(
                        null,
                        null,
                        toldEnd,
                        null,
                        state == Step.State.STARTED || state == Step.State.DONE ? at(past) : null,
                        state == Step.State.DONE ? at(past + (now - past) / 2) : null));
    }

    /// Weeks of a calendar, looked at every minute.
    private final class Wall {
        private final boolean[] open = new boolean[MINUTES];

        Wall(WorkCalendar calendar) {
            for (int i = 0; i < MINUTES; i++) {
                open[i] = calendar.isOpenAt(at(i));
            }
        }

        int plus(int from, int work) {
            int at = from;
            for (int left = work; left > 0; at++) {
                left -= at < MINUTES && !open[at] ? 0 : 1;
            }
            return at;
        }

        int minus(int until, int work) {
            int at = until;
            for (int left = work; left > 0; at--) {
                left -= at > 0 && !open[at - 1] ? 0 : 1;
            }
            return at;
        }

        int between(int a, int b) {
            int sum = 0;
            for (int i = Math.min(a, b); i < Math.max(a, b); i++) {
                sum += i >= 0 && i < MINUTES && !open[i] ? 0 : 1;
            }
            return a <= b ? sum : -sum;
        }
    }
}
