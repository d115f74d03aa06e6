package kept.cpaas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// A socket that is slow, or gone.
class StreamOutTest {
    private final List<String> sent = new ArrayList<>();
    private final List<Consumer<Boolean>> pending = new ArrayList<>();
    private final AtomicInteger broken = new AtomicInteger();
    private final StreamOut out =
            new StreamOut(
                    (text, went) -> {
                        sent.add(text);
                        pending.add(went);
                    },
                    broken::incrementAndGet);

    @Test
    void one_is_sent_at_a_time_and_in_order() {
        out.send("1", "clear");
        out.send("2", "clear");
        assertThat(sent).containsExactly("1");
        pending.getLast().accept(true);
        assertThat(sent).containsExactly("1", "2");
        pending.getLast().accept(true);
        out.send("3", "clear");
        assertThat(sent).containsExactly("1", "2", "3");
    }

    @Test
    void a_slow_socket_loses_sound_and_no_memory() {
        for (int i = 0; i < 10_000; i++) {
            out.send(String.valueOf(i), "clear");
        }
        int before = pending.size();
        for (int i = 0; i < pending.size(); i++) {
            pending.get(i).accept(true);
        }
        assertThat(before).isOne();
        assertThat(sent).hasSizeLessThan(60).contains("clear").endsWith("9999");
        assertThat(out.dropped()).isGreaterThan(9_900);
    }

    @Test
    void what_broke_is_told_once_and_takes_nothing_more() {
        out.send("1", "clear");
        out.send("2", "clear");
        pending.getLast().accept(false);
        out.send("3", "clear");
        assertThat(sent).containsExactly("1");
        assertThat(broken).hasValue(1);
    }
}
