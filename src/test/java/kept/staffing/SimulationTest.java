package kept.staffing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulationTest {
    private static final long SEED = 4;

    private static Simulation played(
            Load load, int agents, @Nullable Double patience, Dispersion dispersion, long seed) {
        var day = List.of(new Stretch(8 * 3_600, load, agents));
        return Objects.requireNonNull(Simulation.of(day, patience, 20, dispersion, seed));
    }

    /// Calls scatter a little less than the exponential ones of the formula would, whence the tolerance.
    @ParameterizedTest
    @CsvSource({"200, 180, 11, 120", "60, 240, 5, 60", "400, 120, 14, 200"})
    void played_days_agree_with_the_formula_where_its_assumptions_hold(
            double calls, double handle, int agents, double patience) {
        var load = new Load(calls, handle);
        var line = WaitingLine.of(load, agents, patience);
        var played = played(load, agents, patience, Dispersion.NONE, SEED);
        assertThat(played.days()).isEqualTo(200);
        assertThat(played.serviceLevel().middle()).isCloseTo(line.serviceLevel(20), within(0.03));
        assertThat(played.abandoned().middle()).isCloseTo(line.abandoned(), within(0.01));
        assertThat(played.speedOfAnswer().middle()).isCloseTo(line.speedOfAnswer(), within(4.0));
    }

    @Test
    void the_same_seed_plays_the_same_days() {
        var load = new Load(120, 200);
        var one = played(load, 8, 90.0, Dispersion.ASSUMED, 1);
        assertThat(played(load, 8, 90.0, Dispersion.ASSUMED, 1)).isEqualTo(one);
        assertThat(played(load, 8, 90.0, Dispersion.ASSUMED, 2)).isNotEqualTo(one);
    }

    @Test
    void busy_days_spread_the_service_level() {
        var load = new Load(200, 180);
        var calm = played(load, 12, 120.0, Dispersion.NONE, SEED).serviceLevel();
        var busy = played(load, 12, 120.0, new Dispersion(0.05, 0.04), SEED).serviceLevel();
        assertThat(busy.high() - busy.low()).isGreaterThan(1.5 * (calm.high() - calm.low()));
    }

    @Test
    void who_comes_to_a_closed_line_gives_up() {
        var played = played(new Load(60, 180), 0, 60.0, Dispersion.NONE, SEED);
        assertThat(played.abandoned().low()).isEqualTo(1);
        assertThat(played.serviceLevel().high()).isZero();
    }

    @Test
    void a_day_nobody_calls_is_served() {
        var played = played(new Load(0, 180), 0, null, Dispersion.NONE, SEED);
        assertThat(played.serviceLevel().low()).isEqualTo(1);
    }

    @Test
    void an_agent_whose_time_is_over_ends_his_call_and_takes_no_other() {
        var day =
                List.of(
                        new Stretch(3_600, new Load(300, 120), 12),
                        new Stretch(3_600, new Load(300, 120), 0));
        var played = Objects.requireNonNull(Simulation.of(day, 30.0, 20, Dispersion.NONE, SEED));
        assertThat(played.abandoned().middle()).isCloseTo(0.5, within(0.05));
    }

    @Test
    void days_with_too_many_calls_are_not_played() {
        assertThat(
                        Simulation.of(
                                List.of(new Stretch(36_000, new Load(100_000, 60), 1_700)),
                                null,
                                20,
                                Dispersion.NONE,
                                SEED))
                .isNull();
        assertThat(Simulation.of(List.of(), null, 20, Dispersion.NONE, SEED)).isNull();
    }

    @Test
    void chance_has_the_mean_and_the_scatter_it_is_asked_for() {
        var chance = new Chance(3);
        for (double variance : new double[] {0, 0.05, 0.5, 2}) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < 50_000; i++) {
                double factor = chance.factor(variance);
                sum += factor;
                squares += (factor - 1) * (factor - 1);
            }
            assertThat(sum / 50_000).isCloseTo(1, within(0.03));
            assertThat(squares / 50_000).isCloseTo(variance, within(0.1 * variance + 1e-9));
        }
    }

    @Test
    void a_plan_has_the_fewest_people_for_each_interval_and_says_what_would_be_otherwise() {
        var goal = new Goal(0.8, 20, 180.0, 1, 0.3);
        var plan =
                Plan.of(
                        goal,
                        30,
                        List.of(
                                Expected.of(LocalTime.of(9, 0), 50, 0),
                                Expected.of(LocalTime.of(9, 30), 0, 0),
                                Expected.of(LocalTime.of(10, 0), 100, 0)),
                        180);
        assertThat(plan.calls()).isEqualTo(150);
        assertThat(plan.slots().get(0).agents()).isEqualTo(goal.agents(new Load(100, 180)));
        assertThat(plan.slots().get(1).people()).isZero();
        assertThat(plan.peak()).isEqualTo(goal.people(goal.agents(new Load(200, 180))));
        assertThat(plan.serviceLevel()).isBetween(0.8, 0.95);
        var otherwise = plan.otherwise();
        assertThat(otherwise).hasSize(5);
        assertThat(otherwise.get(1).then().serviceLevel()).isGreaterThan(plan.serviceLevel());
        assertThat(otherwise.get(2).then().serviceLevel()).isLessThan(plan.serviceLevel());
        assertThat(otherwise.get(3).then().serviceLevel()).isLessThan(plan.serviceLevel());
        assertThat(otherwise.get(3).needed().hours()).isGreaterThanOrEqualTo(plan.hours());
        assertThat(otherwise.get(4).needed().hours()).isLessThan(plan.hours());
        assertThat(plan.simulate(Dispersion.NONE, SEED)).isNotNull();
    }
}
