package kept.forecasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import kept.forecasts.Survival.Seen;
import org.junit.jupiter.api.Test;

class SurvivalTest {
    private static Seen ended(double time) {
        return new Seen(0, time, true, 1);
    }

    private static Seen open(double time) {
        return new Seen(0, time, false, 1);
    }

    /// Remission of 21 patients under 6-MP (Freireich and others, Blood 21, 1963), as in every textbook.
    @Test
    void the_estimate_is_the_published_one() {
        var survival =
                Survival.of(
                        ended(6), ended(6), ended(6), open(6), ended(7), open(9), ended(10),
                        open(10), open(11), ended(13), ended(16), open(17), open(19), open(20),
                        ended(22), ended(23), open(25), open(32), open(32), open(34), open(35));
        assertThat(survival.beyond(6)).isCloseTo(0.857, within(0.001));
        assertThat(survival.beyond(10)).isCloseTo(0.753, within(0.001));
        assertThat(survival.beyond(22)).isCloseTo(0.538, within(0.001));
        assertThat(survival.beyond(23)).isCloseTo(0.448, within(0.001));
        assertThat(survival.quantile(0.5)).isEqualTo(23);
        assertThat(survival.quantile(0.8)).isInfinite();
    }

    @Test
    void one_that_counts_twice_is_two() {
        var twice = Survival.of(new Seen(0, 1, true, 2), ended(2), open(3));
        var two = Survival.of(ended(1), ended(1), ended(2), open(3));
        assertThat(twice.beyond(1)).isEqualTo(two.beyond(1));
        assertThat(twice.beyond(2)).isEqualTo(two.beyond(2));
    }

    @Test
    void one_that_was_old_when_we_began_to_look_says_nothing_of_the_time_before() {
        var survival = Survival.of(ended(1), ended(5), new Seen(4, 6, true, 1));
        assertThat(survival.beyond(1)).isEqualTo(0.5);
    }

    @Test
    void of_nothing_seen_nothing_is_done() {
        assertThat(Survival.of().beyond(100)).isEqualTo(1);
        assertThat(Survival.of().quantile(0.5)).isInfinite();
    }
}
