package kept.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullTest {
    @TempDir Path folder;

    @Test
    void aFullDiskIsSaidAndNothingAcknowledgedIsLost() throws Exception {
        boolean possible = FullBench.possible(folder);
        if (!possible) {
            System.out.println("Skipped FullTest: only root can mount a small disk in memory.");
        }
        Assumptions.assumeTrue(possible, "only root can mount a small disk in memory");
        var toll = FullBench.fill(folder);
        assertThat(toll.answers()).as("%s %s", toll.answers(), toll.mail()).containsKey(507);
        assertThat(toll.detail()).contains("The disk of the house is full");
        assertThat(toll.mail()).startsWith("452");
        assertThat(toll.acknowledged()).isPositive();
        assertThat(toll.lost()).isZero();
        assertThat(toll.back()).isLessThanOrEqualTo(30);
    }
}
