package kept.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulatorTest {
    private static final int SEEDS = 200;
    private static final int STEPS = 300;

    @Test
    void allRulesHoldThroughFaultsAndCrashes() {
        LongStream.rangeClosed(1, SEEDS)
                .forEach(seed -> {
                    var result = Simulation.play(seed, STEPS, Sabotage.NONE);
                    assertThat(result.finding()).as("seed %d", seed).isNull();
                    assertThat(result.steps()).isEqualTo(STEPS);
                });
    }

    @Test
    void aSeedTellsTheSameStoryEachTime() {
        LongStream.rangeClosed(1, 20)
                .forEach(seed ->
                        assertThat(Simulation.play(seed, STEPS, Sabotage.NONE).digest())
                                .as("seed %d", seed)
                                .isEqualTo(Simulation.play(seed, STEPS, Sabotage.NONE).digest()));
    }

    @Test
    void eachSeedTellsAStoryOfItsOwn() {
        assertThat(
                        LongStream.rangeClosed(1, 20)
                                .map(seed -> Simulation.play(seed, STEPS, Sabotage.NONE).digest())
                                .distinct())
                .hasSize(20);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aHouseThatWorksWronglyIsFoundOut(Sabotage sabotage) {
        assertThat(
                        LongStream.rangeClosed(1, SEEDS)
                                .mapToObj(seed -> Simulation.play(seed, STEPS, sabotage))
                                .anyMatch(result -> result.finding() != null))
                .as("found %s", sabotage)
                .isTrue();
    }
}
