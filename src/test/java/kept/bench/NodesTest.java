package kept.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodesTest {
    @TempDir Path folder;

    @Test
    void whatFallsDueIsDoneOnceWhenOneOfTwoNodesIsKilled() throws Exception {
        var toll = NodesBench.kills(folder, 3, 11);
        assertThat(toll.given()).isPositive();
        assertThat(toll.lost()).isZero();
        assertThat(toll.missed()).isZero();
        assertThat(toll.twice()).isZero();
        assertThat(toll.webhooksOff()).isZero();
        assertThat(toll.letters()).isPositive();
        assertThat(toll.lettersOff()).isZero();
        assertThat(toll.moreThanTwoCopies()).isZero();
        assertThat(toll.latest()).isLessThan(Duration.ofSeconds(15));
        assertThat(toll.latestLetter()).isLessThan(Duration.ofSeconds(25));
    }
}
