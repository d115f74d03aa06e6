package kept.staffing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import kept.SettableClock;
import kept.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrivalsTest {
    private static final UUID UNIT = new UUID(0, 1);
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
    private static final Grid HOURS = new Grid(SettableClock.VIENNA, 60);

    private static Arrival at(LocalDate date, int hour, int offered) {
        Instant start = date.atTime(hour, 0).atZone(SettableClock.VIENNA).toInstant();
        return Arrival.counted(UNIT, "main", start, offered, 120);
    }

    /// Weeks of working days before the Monday, from nine to seventeen.
    private static Arrivals weeks(
            int weeks, Map<LocalDate, String> holidays, ToDoubleFunction<LocalDate> perHour) {
        var arrivals = new ArrayList<Arrival>();
        for (var day = MONDAY.minusWeeks(weeks); day.isBefore(MONDAY); day = day.plusDays(1)) {
            if (day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0) {
                for (int hour = 9; hour < 17; hour++) {
                    arrivals.add(at(day, hour, (int) Math.round(perHour.applyAsDouble(day))));
                }
            }
        }
        return Arrivals.of(HOURS, arrivals, holidays);
    }

    private static double calls(DayForecast day) {
        return day.intervals().stream().mapToDouble(Expected::mean).sum();
    }

    @Test
    void a_day_is_expected_to_bring_what_days_of_its_name_brought() {
        var arrivals = weeks(6, Map.of(), day -> day.getDayOfWeek() == DayOfWeek.MONDAY ? 60 : 40);
        var monday = arrivals.forecast(MONDAY, Dispersion.NONE);
        assertThat(calls(monday)).isCloseTo(480, within(0.5));
        assertThat(monday.days()).isEqualTo(6);
        assertThat(monday.intervals()).hasSize(8);
        assertThat(monday.intervals().getFirst().start()).isEqualTo(LocalTime.of(9, 0));
        assertThat(calls(arrivals.forecast(MONDAY.plusDays(1), Dispersion.NONE)))
                .isCloseTo(320, within(0.5));
        assertThat(arrivals.forecast(MONDAY.plusDays(6), Dispersion.NONE).intervals()).isEmpty();
        assertThat(arrivals.handleSeconds(MONDAY)).isCloseTo(120, within(1e-9));
    }

    @Test
    void the_last_weeks_weigh_more_than_those_before() {
        var arrivals = weeks(12, Map.of(), day -> day.isBefore(MONDAY.minusWeeks(4)) ? 20 : 40);
        double now = calls(arrivals.forecast(MONDAY, Dispersion.NONE)) / 8;
        assertThat(now).isBetween(30.0, 40.0);
    }

    @Test
    void a_holiday_is_learned_from_holidays_and_no_other_day_from_them() {
        var holiday = MONDAY.minusDays(3);
        var holidays = Map.of(holiday, "Founding day", MONDAY, "Lantern day");
        var arrivals = weeks(6, holidays, day -> day.equals(holiday) ? 4 : 40);
        var monday = arrivals.forecast(MONDAY, Dispersion.NONE);
        assertThat(monday.holiday()).isEqualTo("Lantern day");
        assertThat(calls(monday)).isCloseTo(32, within(0.5));
        assertThat(calls(arrivals.forecast(MONDAY.plusDays(4), Dispersion.NONE)))
                .isCloseTo(320, within(0.5));
    }

    @Test
    void a_holiday_of_which_none_is_known_expects_nothing() {
        var arrivals = weeks(6, Map.of(MONDAY, "Lantern day"), _ -> 40);
        var monday = arrivals.forecast(MONDAY, Dispersion.NONE);
        assertThat(monday.days()).isZero();
        assertThat(monday.intervals()).isEmpty();
    }

    @Test
    void a_day_without_any_count_says_nothing_and_an_empty_interval_brought_nothing() {
        var known = weeks(4, Map.of(), _ -> 40);
        var days = new java.util.TreeMap<>(known.days());
        days.remove(MONDAY.minusWeeks(1));
        var gap = new Arrivals(HOURS, days, Map.of());
        assertThat(calls(gap.forecast(MONDAY, Dispersion.NONE))).isCloseTo(320, within(0.5));
        var once =
                Arrivals.of(
                        HOURS,
                        List.of(at(MONDAY.minusWeeks(1), 9, 10), at(MONDAY.minusWeeks(2), 10, 10)),
                        Map.of());
        assertThat(once.forecast(MONDAY, Dispersion.NONE).intervals())
                .allSatisfy(one -> assertThat(one.mean()).isLessThan(6));
    }

    @Test
    void walking_forward_finds_how_far_off_forecasts_were() {
        var chance = new Chance(7);
        var arrivals = weeks(40, Map.of(), _ -> poisson(chance, 30));
        var walk = WalkForward.over(arrivals);
        var error = walk.error();
        assertThat(error.days()).isEqualTo(38 * 5);
        // the mean absolute deviation of a Poisson count of 30 is 4.36, a seventh of it
        assertThat(error.off()).isBetween(0.14, 0.17);
        assertThat(error.lastWeekOff()).isGreaterThan(error.off() * 1.2);
        assertThat(error.bias()).isBetween(-0.02, 0.02);
        assertThat(error.inRange()).isBetween(77, 86);
        assertThat(walk.dispersion().interval()).isLessThan(0.01);
    }

    @Test
    void days_that_are_busy_beyond_chance_widen_the_range() {
        var chance = new Chance(11);
        var busy = new java.util.HashMap<LocalDate, Double>();
        var arrivals =
                weeks(
                        52,
                        Map.of(),
                        day ->
                                poisson(
                                        chance,
                                        40 * busy.computeIfAbsent(day, _ -> chance.factor(0.04))));
        var walk = WalkForward.over(arrivals);
        assertThat(walk.assumed()).isFalse();
        assertThat(walk.dispersion().day()).isBetween(0.025, 0.07);
        assertThat(walk.dispersion().interval()).isBetween(0.025, 0.07);
        assertThat(walk.dispersion().withinDay()).isLessThan(0.01);
        assertThat(walk.error().inRange()).isBetween(73, 88);
    }

    @Test
    void a_few_days_of_storm_do_not_widen_every_range() {
        var chance = new Chance(13);
        var storms = new java.util.HashMap<LocalDate, Integer>();
        var arrivals =
                weeks(
                        40,
                        Map.of(),
                        day ->
                                poisson(
                                        chance,
                                        storms.computeIfAbsent(
                                                day, _ -> storms.size() % 67 == 40 ? 300 : 30)));
        var walk = WalkForward.over(arrivals);
        assertThat(storms.values().stream().filter(calls -> calls == 300)).hasSize(3);
        assertThat(walk.error().inRange()).isBetween(72, 88);
        assertThat(walk.dispersion().interval()).isLessThan(0.1);
    }

    @Test
    void a_young_history_is_not_believed_to_know_its_scatter() {
        var walk = WalkForward.over(weeks(3, Map.of(), _ -> 40));
        assertThat(walk.assumed()).isTrue();
        assertThat(walk.dispersion()).isEqualTo(Dispersion.ASSUMED);
        assertThat(walk.error().inRange()).isEqualTo(-1);
        assertThat(WalkForward.over(weeks(0, Map.of(), _ -> 0)).error().off()).isZero();
    }

    @Test
    void the_hour_that_comes_twice_counts_in_one_interval() {
        var autumn = LocalDate.of(2026, 10, 25);
        Instant twice = Instant.parse("2026-10-25T00:30:00Z");
        var arrivals =
                Arrivals.of(
                        HOURS,
                        List.of(
                                Arrival.counted(UNIT, "main", twice, 3, 60),
                                Arrival.counted(UNIT, "main", twice.plusSeconds(3_600), 4, 60)),
                        Map.of());
        assertThat(arrivals.days().firstKey()).isEqualTo(autumn);
        assertThat(arrivals.days().firstEntry().getValue().offered()[2]).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.3, 0, 0",
        "5, 0, 2, 8",
        "30, 0, 23, 37",
        "200, 0, 182, 218",
        "40, 0.05, 27, 54",
        "150, 0.05, 106, 197"
    })
    void four_of_five_counts_lie_in_the_range(double mean, double spread, int low, int high) {
        var range = Expected.of(LocalTime.NOON, mean, spread);
        assertThat(range.low()).isBetween(low - 1, low + 1);
        assertThat(range.high()).isBetween(high - 1, high + 1);
    }

    @Test
    void an_interval_is_a_quarter_a_half_or_a_whole_hour() {
        assertThatThrownBy(() -> new Grid(SettableClock.VIENNA, 20)).isInstanceOf(Refusal.class);
    }

    private static double poisson(Chance chance, double mean) {
        int count = -1;
        for (double time = 0; time < mean; time += chance.exponential(1)) {
            count++;
        }
        return count;
    }
}
