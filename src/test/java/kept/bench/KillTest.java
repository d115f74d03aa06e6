package kept.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTest {
    @TempDir Path folder;

    @Test
    void nothingAcknowledgedIsLostOrDoubledWhenTheProgramIsKilled() throws Exception {
        var toll = KillBench.kills(folder.resolve("data"), 3, 7);
        assertThat(toll.acknowledged()).isPositive();
        assertThat(toll.mails()).isPositive();
        assertThat(toll.lost()).isZero();
        assertThat(toll.twice()).isZero();
        assertThat(toll.forgotten()).isZero();
        assertThat(toll.longestStart()).isLessThan(Duration.ofSeconds(30));
    }
}
