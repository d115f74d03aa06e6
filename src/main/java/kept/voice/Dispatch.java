package kept.voice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import kept.contacts.Contact;
import kept.contacts.Contacts;
import kept.contacts.State;
import kept.jobs.Round;
import kept.routing.Agents;
import kept.routing.Pairing;
import kept.routing.Queues;
import kept.routing.Waiting;
import org.springframework.stereotype.Component;

/// Looks who is next whenever somebody begins to wait or becomes free, and four times a second anyway. All programs of the
/// house see the same order; each puts through the callers on its own line, and whoever is first makes a call that is owed.
@Component
class Dispatch implements Round {
    private static final Duration REST = Duration.ofMillis(250);

    private final Exchange exchange;
    private final Contacts contacts;
    private final Agents agents;
    private final Queues queues;
    private final Semaphore nudges = new Semaphore(0);

    Dispatch(Exchange exchange, Contacts contacts, Agents agents, Queues queues) {
        this.exchange = exchange;
        this.contacts = contacts;
        this.agents = agents;
        this.queues = queues;
        exchange.onNudge(nudges::release);
    }

    @Override
    public String roundName() {
        return "who is next";
    }

    @Override
    public Duration rest() {
        return Duration.ZERO;
    }

    @Override
    public void turn() {
        try {
            boolean _ = nudges.tryAcquire(REST.toMillis(), TimeUnit.MILLISECONDS);
            nudges.drainPermits();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return;
        }
        if (exchange.openLine().isOpen()) {
            look();
        }
    }

    private void look() {
        var waiting = new ArrayList<Waiting>();
        Map<UUID, Contact> byId = new HashMap<>();
        for (var contact : contacts.waiting()) {
            byId.put(contact.id(), contact);
            waiting.add(Contacts.asWaiting(contact, exchange.queueOf(contact.spot().queue()).id()));
        }
        if (waiting.isEmpty()) {
            return;
        }
        var free = exchange.freeAgents();
        for (var pair : Pairing.pairs(waiting, free, queues.byId(), exchange.now())) {
            var contact = byId.get(pair.waiting().contact());
            if (contact != null) {
                put(contact, pair.agent());
            }
        }
    }

    private void put(Contact contact, UUID agent) {
        if (contact.state() == State.CALLBACK_OWED) {
            // one that is being made stands as owed until its first move is written
            if (exchange.conversation(contact.id()).isEmpty()
                    && agents.offer(agent, contact.id())) {
                exchange.callBack(contact, agent);
            }
            return;
        }
        exchange.conversation(contact.id())
                .filter(_ -> agents.offer(agent, contact.id()))
                .ifPresent(conversation -> conversation.offer(agent));
    }
}
