package kept.mail;

import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/// How many mails this program has taken in and sent since it started.
@Component
public class MailCounts {
    private final LongAdder taken = new LongAdder();
    private final LongAdder sent = new LongAdder();

    void tookOne() {
        taken.increment();
    }

    void sentOne() {
        sent.increment();
    }

    public long taken() {
        return taken.sum();
    }

    public long sent() {
        return sent.sum();
    }
}
