package kept.forecasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HazardsTest {
    private static final int DAY = 86_400;

    /// Promises of ten days, of which so many of a hundred were done after two days and the others not within twelve.
    private static Hazards seen(int done) {
        var hazards = new Hazards();
        for (int i = 0; i < 100; i++) {
            boolean quick = i < done;
            hazards.watched(20 * DAY, 0, quick ? 2 * DAY : 12 * DAY, 10 * DAY, quick);
        }
        return hazards;
    }

    @Test
    void what_is_done_more_often_has_better_odds_by_age_and_in_time() {
        double[] few = seen(10).rates(20 * DAY, 0, new double[0]);
        double[] many = seen(90).rates(20 * DAY, 0, new double[0]);
        assertThat(Hazards.oddsByAge(many, 10 * DAY))
                .isGreaterThan(Hazards.oddsByAge(few, 10 * DAY));
        assertThat(Hazards.oddsInTime(many)).isGreaterThan(Hazards.oddsInTime(few));
        assertThat(Hazards.oddsByAge(many, 20 * DAY)).isGreaterThan(Hazards.oddsByAge(many, DAY));
    }

    @Test
    void a_promise_that_is_watched_in_pieces_counts_as_one_that_is_watched_at_once() {
        var whole = new Hazards();
        var pieces = new Hazards();
        whole.watched(20 * DAY, 0, 5 * DAY, 10 * DAY, true);
        for (int day = 0; day < 5; day++) {
            pieces.watched(20 * DAY, day * DAY, (day + 1) * DAY, 10 * DAY, day == 4);
        }
        double[] atOnce = whole.rates(20 * DAY, 1, new double[0]);
        double[] piecewise = pieces.rates(20 * DAY, 1, new double[0]);
        for (int i = 0; i < atOnce.length; i++) {
            assertThat(piecewise[i]).isCloseTo(atOnce[i], within(1e-9));
        }
    }

    @Test
    void what_is_long_past_is_forgotten_and_a_small_group_leans_on_the_larger() {
        var small = new Hazards();
        small.watched(20 * DAY, 0, 2 * DAY, 10 * DAY, true);
        double[] around = seen(10).rates(20 * DAY, 0, new double[0]);
        double[] now = small.rates(20 * DAY, 0, around);
        double[] later = small.rates(200 * DAY, 0, around);
        assertThat(Hazards.oddsInTime(now)).isGreaterThan(Hazards.oddsInTime(around));
        assertThat(Hazards.oddsInTime(later)).isCloseTo(Hazards.oddsInTime(around), within(1e-3));
    }
}
