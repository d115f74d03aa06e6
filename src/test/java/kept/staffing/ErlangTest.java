package kept.staffing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import kept.kernel.Refusal;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErlangTest {
    private static final Offset<Double> EXACT = within(1e-9);

    /// By hand: B(2, 1) = (1/2) / (1 + 1 + 1/2); B(3, 2) = (8/6) / (1 + 2 + 2 + 8/6).
    @ParameterizedTest
    @CsvSource({"0, 3, 1", "1, 1, 0.5", "2, 1, 0.2", "3, 2, 0.2105263157894737", "5, 0, 0"})
    void a_call_is_blocked_as_often_as_all_are_busy(int agents, double erlangs, double share) {
        assertThat(Erlang.blocking(agents, erlangs)).isCloseTo(share, EXACT);
    }

    /// By hand: with one agent C is the load itself; C(2, 1) = 1/3.
    @ParameterizedTest
    @CsvSource({"1, 0.7, 0.7", "2, 1, 0.3333333333333333", "2, 2, 1", "2, 5, 1", "0, 0, 0"})
    void a_call_waits_as_often_as_all_are_busy_and_none_goes_away(
            int agents, double erlangs, double share) {
        assertThat(Erlang.waiting(agents, erlangs)).isCloseTo(share, EXACT);
    }

    @Test
    void thousands_of_agents_are_no_trouble() {
        // Halfin and Whitt 1981: with n = A + b sqrt(A) the share that waits nears 1 / (1 + b F(b)
        // / f(b)), 0.2234 for b = 1
        assertThat(Erlang.waiting(10_100, 10_000)).isCloseTo(0.2234, within(0.002));
        assertThat(Erlang.blocking(200_000, 100)).isZero();
        assertThat(Erlang.blocking(171, 171)).isBetween(0.05, 0.07);
    }

    @Test
    void a_load_as_large_as_the_line_makes_callers_wait_without_end() {
        var line = WaitingLine.of(new Load(60, 120), 2, null);
        assertThat(line.overloaded()).isTrue();
        assertThat(line.waiting()).isEqualTo(1);
        assertThat(line.meanWait()).isInfinite();
        assertThat(line.serviceLevel(20)).isZero();
        assertThat(line.occupancy()).isEqualTo(1);
    }

    @Test
    void a_line_nobody_calls_serves_everybody_at_once() {
        for (Double patience : new Double[] {null, 60.0}) {
            for (int agents : new int[] {0, 5}) {
                var line = WaitingLine.of(new Load(0, 120), agents, patience);
                assertThat(line.waiting()).isZero();
                assertThat(line.meanWait()).isZero();
                assertThat(line.speedOfAnswer()).isZero();
                assertThat(line.serviceLevel(0)).isEqualTo(1);
                assertThat(line.abandoned()).isZero();
                assertThat(line.occupancy()).isZero();
                assertThat(line.queueLength()).isZero();
                assertThat(line.overloaded()).isFalse();
            }
        }
    }

    @Test
    void with_nobody_at_the_telephone_all_give_up_after_their_patience() {
        var line = WaitingLine.of(new Load(100, 180), 0, 90.0);
        assertThat(line.abandoned()).isCloseTo(1, EXACT);
        assertThat(line.meanWait()).isCloseTo(90, within(1e-6));
        assertThat(line.speedOfAnswer()).isInfinite();
        assertThat(line.serviceLevel(3_600)).isZero();
    }

    /// With patience as long as a call every caller leaves at one rate, so the number present is Poisson of the load.
    @Test
    void where_patience_lasts_as_long_as_a_call_the_number_present_is_poisson() {
        var line = WaitingLine.of(new Load(60, 120), 3, 120.0);
        double empty = Math.exp(-2);
        double all = 1 - empty * (1 + 2 + 2);
        assertThat(line.waiting()).isCloseTo(all, EXACT);
        double queue = 2 - 3 + empty * (3 + 2 * 2 + 2);
        assertThat(line.queueLength()).isCloseTo(queue, EXACT);
        assertThat(line.abandoned()).isCloseTo(queue / 2, EXACT);
    }

    @Test
    void the_waits_of_those_answered_and_those_gone_make_up_the_wait_of_all() {
        var line = WaitingLine.of(new Load(300, 240), 17, 150.0);
        double step = 0.05;
        double answered = 0;
        for (double t = step / 2; t < 3_000; t += step) {
            answered += (1 - line.abandoned() - line.serviceLevel(t)) * step;
        }
        assertThat(answered / (1 - line.abandoned()))
                .isCloseTo(line.speedOfAnswer(), within(0.001));
        assertThat(line.serviceLevel(0)).isCloseTo(1 - line.waiting(), EXACT);
    }

    @Test
    void endless_patience_is_the_line_in_which_nobody_gives_up() {
        var patient = WaitingLine.of(new Load(200, 180), 14, null);
        var nearly = WaitingLine.of(new Load(200, 180), 14, 3_600.0);
        assertThat(nearly.waiting()).isCloseTo(patient.waiting(), within(0.01));
        assertThat(nearly.serviceLevel(20)).isCloseTo(patient.serviceLevel(20), within(0.01));
    }

    @Test
    void a_far_too_large_load_answers_what_the_agents_can() {
        var line = WaitingLine.of(new Load(10_000, 7_200), 1_000, 3_600.0);
        assertThat(line.occupancy()).isCloseTo(1, EXACT);
        assertThat(line.abandoned()).isCloseTo(1 - 1_000 / 20_000.0, EXACT);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "200, 180, 0.8, 20, none, 1",
                "200, 180, 0.8, 20, 120, 1",
                "200, 180, 0.5, 60, 60, 0.03",
                "9000, 300, 0.9, 10, 90, 1",
                "0.5, 60, 0.8, 20, none, 1"
            })
    void the_need_is_the_smallest_number_that_reaches_the_goal(
            double calls,
            double handle,
            double share,
            double seconds,
            Double patience,
            double most) {
        var goal = new Goal(share, seconds, patience, most, 0);
        var load = new Load(calls, handle);
        int agents = goal.agents(load);
        assertThat(goal.isReached(goal.line(load, agents))).isTrue();
        assertThat(goal.isReached(goal.line(load, agents - 1))).isFalse();
    }

    @Test
    void a_limit_of_abandonment_may_need_more_than_the_service_level() {
        var load = new Load(200, 180);
        assertThat(new Goal(0.5, 60, 60.0, 0.01, 0).agents(load))
                .isGreaterThan(new Goal(0.5, 60, 60.0, 1, 0).agents(load));
    }

    @Test
    void shrinkage_asks_for_more_people_than_are_at_the_telephone() {
        var goal = new Goal(0.8, 20, null, 1, 0.3);
        assertThat(goal.people(14)).isEqualTo(20);
        assertThat(goal.people(15)).isEqualTo(22);
        assertThat(goal.people(0)).isZero();
        assertThat(new Goal(0.8, 20, null, 1, 0).people(14)).isEqualTo(14);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1})
    void what_is_no_figure_is_refused_with_a_sentence(double wrong) {
        assertThatThrownBy(() -> new Load(wrong, 180)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> new Load(10, wrong)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> new Load(100_000, 7_200)).hasMessageContaining("20,000 people");
        assertThatThrownBy(() -> new Goal(wrong, 20, null, 1, 0)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> new Goal(0.8, wrong, null, 1, 0)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> new Goal(0.8, 20, null, wrong, 0)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> new Goal(0.8, 20, null, 1, wrong)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> WaitingLine.of(new Load(10, 60), 1, wrong))
                .isInstanceOf(Refusal.class);
    }
}
