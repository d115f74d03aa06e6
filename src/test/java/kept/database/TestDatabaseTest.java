package kept.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TestDatabaseTest {
    @Test
    void copyHoldsWhatItsTemplateHeldAndChangesAlone() {
        var template = TestDatabase.fresh();
        JdbcClient.create(template.unpooled()).sql("create table word (said text)").update();
        var copy = TestDatabase.copyOf(template);
        JdbcClient.create(copy.unpooled()).sql("insert into word values ('mine')").update();
        assertThat(words(copy)).isOne();
        assertThat(words(template)).isZero();
    }

    @Test
    void freshDatabaseIsQuick() {
        TestDatabase.fresh();
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long since = System.nanoTime();
            TestDatabase.fresh();
            best = Math.min(best, System.nanoTime() - since);
        }
        System.out.println("TestDatabase.fresh(): " + TimeUnit.NANOSECONDS.toMillis(best) + " ms");
        assertThat(best).isLessThan(TimeUnit.SECONDS.toNanos(2));
    }

    private static long words(DatabaseUrl url) {
        return JdbcClient.create(url.unpooled())
                .sql("select count(*) from word")
                .query(Long.class)
                .single();
    }
}
