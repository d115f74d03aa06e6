package kept.cases;

import java.util.ArrayDeque;
import java.util.Deque;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Hands out case numbers, one at a time in quiet hours and in growing blocks under load, so that a number costs no
/// round trip when it matters. What is left of a block at a restart stays unused.
@Component
class CaseNumbers {
    private static final int LARGEST = 64;
    private static final long QUIET = 1_000_000_000L;

    private final JdbcClient jdbc;
    private final Deque<Long> ready = new ArrayDeque<>();
    private int block = 1;
    private long fetchedAt = System.nanoTime() - QUIET;

    CaseNumbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    synchronized long next() {
        if (ready.isEmpty()) {
            long now = System.nanoTime();
            block = now - fetchedAt > QUIET ? 1 : Math.min(LARGEST, block * 2);
            fetchedAt = now;
            ready.addAll(
                    jdbc.sql("select nextval('case_number') from generate_series(1, ?)")
                            .param(block)
                            .query(Long.class)
                            .list());
        }
        return ready.remove();
    }
}
