package kept.sip;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class StackTest {
    @Test
    void a_line_that_closes_leaves_no_thread_that_delivers_events() {
        var before = eventThreads();
        for (int i = 0; i < 3; i++) {
            SipLine.open(
                            LineSettings.on("127.0.0.1", 0, "phone"),
                            (_, _) -> {},
                            Phones.none(),
                            Clock.systemUTC())
                    .close();
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .until(() -> before.containsAll(eventThreads()));
    }

    private static Set<Thread> eventThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("EventScannerThread"))
                .collect(Collectors.toSet());
    }
}
