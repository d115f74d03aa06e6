package kept.voice;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import kept.contacts.Contact;
import kept.contacts.State;
import kept.kernel.Refusal;
import kept.routing.Queues;
import kept.staffing.Arrival;
import kept.staffing.Staffing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// What is learned from a call when it is over: the health of its line, and what the queue has to be staffed for.
@Component
public class AfterCall {
    private static final Logger log = LoggerFactory.getLogger(AfterCall.class);

    private final LineHealth health;
    private final Staffing staffing;
    private final Queues queues;

    AfterCall(LineHealth health, Staffing staffing, Queues queues) {
        this.health = health;
        this.staffing = staffing;
        this.queues = queues;
    }

    /// Where callers of a line that is red wait.
    Optional<UUID> fallback(Line line) {
        UUID queue = line.fallback();
        return queue != null && health.isRed(line.number()) ? Optional.of(queue) : Optional.empty();
    }

    /// @param contact whose end is written down
    public void over(Contact contact) {
        if (contact.party().synthetic()) {
            return;
        }
        try {
            if (contact.state() == State.DROPPED) {
                health.dropped(contact);
            }
        } catch (Refusal _) {
            log.debug("Another call turned the line red first.");
        }
        count(contact);
    }

    private void count(Contact contact) {
        UUID queue = contact.spot().queue();
        var ended = contact.clocks().endedAt();
        if (queue == null || contact.party().outgoing() || ended == null) {
            return;
        }
        var of = queues.get(queue);
        // who talked with somebody outside was work for none of ours
        boolean outside = contact.spot().agent() == null;
        var talked = outside ? null : contact.clocks().talkedAt();
        int seconds =
                talked == null
                        ? 0
                        : (int) Math.min(7_200, Duration.between(talked, ended).toSeconds());
        staffing.record(
                new Arrival(
                        of.unit(),
                        of.name(),
                        contact.clocks().arrivedAt(),
                        1,
                        talked == null ? 0 : 1,
                        contact.state() == State.ABANDONED ? 1 : 0,
                        seconds,
                        talked == null ? 0 : (int) of.wrapUpFor().toSeconds()));
    }
}
