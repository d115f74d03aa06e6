package kept.promises;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Looks after each start, beside it, whether the rules of time zones have changed since words were given.
@Component
class ZoneRules {
    private static final Logger log = LoggerFactory.getLogger(ZoneRules.class);

    private final MovedDues dues;
    private final boolean timers;

    ZoneRules(MovedDues dues, @Value("${kept.timers:true}") boolean timers) {
        this.dues = dues;
        this.timers = timers;
    }

    @EventListener(ApplicationReadyEvent.class)
    void look() {
        if (timers) {
            Thread.ofPlatform().daemon().name("zone-rules").start(this::recount);
        }
    }

    private void recount() {
        try {
            dues.recount();
        } catch (RuntimeException trouble) {
            log.error(
                    "Due times could not be counted by the new rules of time zones; the next start tries again.",
                    trouble);
        }
    }
}
