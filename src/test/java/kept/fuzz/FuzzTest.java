package kept.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FuzzTest {
    private static final int INPUTS = 20_000;

    static List<FuzzTarget> targets() {
        return FuzzTargets.all();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void whatever_comes_is_read_or_refused_in_time(FuzzTarget target) {
        var fuzzing = Fuzzing.of(target, INPUTS, 20_260_101);
        assertThat(fuzzing.thrown()).isEmpty();
        assertThat(fuzzing.slow()).isEmpty();
    }
}
