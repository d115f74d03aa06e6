package kept.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CutTest {
    @TempDir Path folder;

    @Test
    void nothingIsLostWhenTheDatabaseIsCutOffForAWhile() throws Exception {
        var toll = CutBench.cuts(folder, List.of(CutBench.Cut.values()), Duration.ofSeconds(6));
        assertThat(toll.acknowledged()).isPositive();
        assertThat(toll.lost()).isZero();
        assertThat(toll.twice()).isZero();
        for (var outage : toll.outages()) {
            assertThat(outage.down()).isLessThanOrEqualTo(5);
            assertThat(outage.up()).isLessThanOrEqualTo(10);
            assertThat(outage.longestWait()).isLessThanOrEqualTo(35);
            assertThat(outage.said()).contains("503", "try again").doesNotContain("\"incident\"");
        }
    }
}
