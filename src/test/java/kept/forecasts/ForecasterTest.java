package kept.forecasts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForecasterTest {
    private static final long HOUR = 3_600;

    private static Matter matter(String kind, long due) {
        return new Matter("unit", kind, "area", List.of(), due);
    }

    /// Two kinds, each due in ten hours: slow ones take about twenty, quick ones about five.
    private static Forecaster taught(int count) {
        var forecaster = new Forecaster(WorkTime.WALL);
        var random = new Random(5);
        long at = 0;
        for (int i = 0; i < count; i++) {
            at = i * 30L * HOUR;
            forecaster.given(i, at, matter(i % 2 == 0 ? "slow" : "quick", at + 10 * HOUR), null);
            double hours = (i % 2 == 0 ? 20 : 5) * (0.8 + 0.4 * random.nextDouble());
            forecaster.ended(i, at + (long) (hours * HOUR));
        }
        forecaster.learn(at + 30 * HOUR);
        return forecaster;
    }

    @Test
    void before_it_has_learned_it_says_nothing() {
        assertThat(new Forecaster(WorkTime.WALL).curve(0, matter("any", 10))).isNull();
        assertThat(taught(100).curve(100 * 30L * HOUR, matter("quick", 0))).isNull();
    }
}
