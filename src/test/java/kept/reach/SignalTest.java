package kept.reach;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignalTest {
    private static Signal signal(int bad, int of, int usualBad, int usualOf) {
        return new Signal("callers gave up waiting", bad, of, usualBad, usualOf);
    }

    @Test
    void what_is_usual_is_no_excess_however_much_it_is() {
        assertThat(signal(30, 100, 900, 3_000).excess()).isFalse();
        assertThat(signal(20, 40, 900, 3_000).excess()).isFalse();
    }

    @Test
    void three_times_the_usual_is_an_excess_where_chance_would_not_do_it() {
        assertThat(signal(12, 40, 60, 3_000).excess()).isTrue();
        assertThat(signal(3, 20, 150, 3_000).excess()).isFalse();
    }

    @Test
    void a_few_calls_say_nothing() {
        assertThat(signal(4, 4, 0, 3_000).excess()).isFalse();
        assertThat(signal(2, 30, 0, 3_000).excess()).isFalse();
        assertThat(signal(0, 0, 0, 0).excess()).isFalse();
    }

    @Test
    void a_line_without_a_history_is_held_against_one_in_twenty() {
        assertThat(signal(5, 8, 0, 0).excess()).isTrue();
        assertThat(signal(3, 12, 0, 0).excess()).isFalse();
    }

    @Test
    void the_chance_of_at_least_so_many_is_that_of_the_binomial_distribution() {
        assertThat(Signal.atLeast(0, 10, 0.3)).isEqualTo(1);
        assertThat(Signal.atLeast(10, 10, 0.5))
                .isCloseTo(1.0 / 1024, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(Signal.atLeast(3, 10, 0.1))
                .isCloseTo(0.0701908, org.assertj.core.data.Offset.offset(1e-6));
    }

    @Test
    void it_is_said_in_a_sentence() {
        assertThat(signal(12, 40, 60, 3_000).words())
                .isEqualTo("12 of 40 callers gave up waiting in the last hour, usually 2 %");
    }
}
