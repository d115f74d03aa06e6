package kept.voice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kept.contacts.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The chapter of talking, from the moment an agent is asked: hold, transfer, and what becomes of it when either side goes.
final class Talk implements Conversation.Chapter {
    private static final Logger log = LoggerFactory.getLogger(Talk.class);

    private final Conversation talk;
    private final Exchange exchange;

    Talk(Conversation talk) {
        this.talk = talk;
        this.exchange = talk.exchange();
    }

    // --- beginning

    void offer(UUID person) {
        talk.turnTo(this);
        talk.move(talk.contact().offering(person, exchange.now()), Map.of());
        var ring =
                new Ring(
                        exchange,
                        talk.box(),
                        leg -> taken(person, leg),
                        _ -> {
                            exchange.agents().didNotAnswer(person, talk.contact().id());
                            talk.move(
                                    talk.contact().backInQueue(null, exchange.now()),
                                    Map.of("why", "no answer"));
                            new InQueue(talk).goOn();
                            exchange.nudge();
                        },
                        new AgentSide(talk));
        talk.asks(ring);
        ring.start(exchange.dialsTo(person, talk.contact()), talk.queue().ringFor());
    }

    private void taken(UUID person, Leg leg) {
        talk.askedEnough();
        talk.agentOn(leg);
        if (!exchange.agents().talks(person, talk.contact().id())) {
            log.warn("Agent {} talks, though routing thinks otherwise.", person);
        }
        talk.moved(exchange.contacts().reached(exchange.withCase(talk.contact(), person), person));
        connected();
    }

    /// Both hear each other from now on.
    void connected() {
        talk.turnTo(this);
        bridge();
    }

    private void bridge() {
        talk.caller()
                .ifPresent(caller ->
                        talk.agent()
                                .ifPresent(agent -> {
                                    caller.audio().stopPlaying();
                                    caller.audio().bridge(agent.audio());
                                }));
    }

    // --- holding

    /// The agent lets the other side wait on the line.
    void hold(String reason, @Nullable Duration length) {
        if (talk.is(State.TALKING)) {
            Instant now = exchange.now();
            talk.move(
                    talk.contact().held(reason, length == null ? null : now.plus(length), now),
                    Map.of("reason", reason));
            holdSounds();
        }
    }

    void resume() {
        var person = talk.contact().spot().agent();
        if (talk.is(State.HELD) && person != null) {
            talk.move(talk.contact().talking(person, exchange.now()), Map.of());
            bridge();
        }
    }

    private void holdSounds() {
        talk.caller().ifPresent(leg -> leg.audio().unbridge());
        talk.playMusic();
    }

    // --- putting through

    /// The agent hands the other side to a colleague. He goes only when the colleague talks; if nobody answers he is back.
    void transfer(UUID to) {
        var contact = talk.contact();
        var first = contact.spot().agent();
        if (!contact.state().connected()
                || first == null
                || !exchange.agents().offer(to, contact.id())) {
            return;
        }
        talk.move(contact.transferring(to, exchange.now()), Map.of("to", to));
        holdSounds();
        var ring =
                new Ring(
                        exchange,
                        talk.box(),
                        leg -> transferred(first, to, leg),
                        _ -> {
                            exchange.agents().didNotAnswer(to, talk.contact().id());
                            talk.move(
                                    talk.contact().talking(first, exchange.now()),
                                    Map.of("why", "transfer failed"));
                            bridge();
                        },
                        new AgentSide(talk));
        talk.asks(ring);
        ring.start(exchange.dialsTo(to, talk.contact()), talk.queue().ringFor());
    }

    private void transferred(UUID first, UUID to, Leg leg) {
        var old = talk.agent();
        talk.askedEnough();
        talk.agentOn(leg);
        exchange.agents().talks(to, talk.contact().id());
        talk.move(talk.contact().talking(to, exchange.now()), Map.of("from", first));
        bridge();
        old.ifPresent(Leg::hangUp);
        exchange.agents().wrapsUp(first, talk.contact().id(), talk.queue().wrapUpFor());
    }

    // --- ending

    @Override
    public void callerLeft() {
        if (talk.is(State.OFFERING)) {
            talk.stopAsking();
            exchange.contacts().gaveUp(talk.contact());
            talk.letGo();
        } else {
            talk.finish("talked");
        }
    }

    @Override
    public void agentLeft(boolean proper) {
        if (talk.is(State.TRANSFERRING)) {
            // he has gone, the colleague still rings: the other side goes to the front of the queue
            talk.stopAsking();
            lostAgent();
        } else if (proper) {
            talk.finish("talked");
        } else {
            lostAgent();
        }
    }

    /// The agent's telephone died, the caller is still there: back to where he stood, before the others.
    private void lostAgent() {
        talk.freeAgent(false);
        talk.caller().ifPresent(leg -> leg.audio().unbridge());
        new InQueue(talk)
                .enter(
                        talk.queue(),
                        exchange.placeOf(talk.contact()),
                        talk.contact().spot().agent(),
                        List.of(Texts.AGAIN));
    }
}
