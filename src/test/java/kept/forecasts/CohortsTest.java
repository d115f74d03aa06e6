package kept.forecasts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CohortsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final int MOST = 40;

    /// One was given every so often, for ten days each.
    private static List<Instant> read(Duration every, int count) {
        return Cohorts.of(
                given(every, count, NOW).stream().limit(MOST).toList(),
                MOST,
                at -> at,
                _ -> Duration.ofDays(10),
                before -> given(every, count, before).stream().limit(MOST / 2).toList());
    }

    private static List<Instant> given(Duration every, int count, Instant before) {
        return IntStream.range(0, count)
                .mapToObj(i -> NOW.minus(every.multipliedBy(i + 1)))
                .filter(at -> at.isBefore(before))
                .toList();
    }

    @Test
    void of_few_all_are_read_once() {
        assertThat(read(Duration.ofHours(1), MOST - 1)).hasSize(MOST - 1).doesNotHaveDuplicates();
    }

    @Test
    void where_the_latest_are_old_enough_no_others_are_read() {
        assertThat(read(Duration.ofDays(1), 1_000)).hasSize(MOST);
    }

    @Test
    void where_many_are_given_a_day_some_had_time_to_end() {
        var read = read(Duration.ofMinutes(10), 10_000);
        assertThat(read).hasSize(2 * MOST).doesNotHaveDuplicates();
        assertThat(read.stream().filter(at -> at.isBefore(NOW.minus(Duration.ofDays(10)))).count())
                .isEqualTo(MOST);
        assertThat(read.stream().filter(at -> at.isBefore(NOW.minus(Duration.ofDays(30)))).count())
                .isEqualTo(MOST / 2);
    }
}
