package kept.voice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import kept.contacts.State;
import kept.journal.Actor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The chapter of talking, from the moment an agent is asked: hold, transfer, a third, a lead who listens, and what becomes of it
/// when either side goes.
final class Talk implements Conversation.Chapter {
    private static final Logger log = LoggerFactory.getLogger(Talk.class);
    private static final Duration KEYS_OVER = Duration.ofSeconds(10);
    private static final Duration RING_OUTSIDE = Duration.ofSeconds(40);

    private final Conversation talk;
    private final Exchange exchange;
    private int keys;

    Talk(Conversation talk) {
        this.talk = talk;
        this.exchange = talk.exchange();
    }

    // --- beginning

    void offer(UUID person) {
        talk.turnTo(this);
        talk.move(talk.contact().offering(person, exchange.now()), Map.of());
        ring(
                exchange.bells().of(person, talk.contact()),
                talk.queue().ringFor(),
                leg -> taken(person, leg),
                () -> {
                    exchange.agents().didNotAnswer(person, talk.contact().id());
                    talk.move(
                            talk.contact().backInQueue(null, exchange.now()),
                            Map.of("why", "no answer"));
                    new InQueue(talk).goOn();
                    exchange.nudge();
                },
                () -> exchange.agents().notNeeded(person, talk.contact().id()),
                new AgentSide(talk));
    }

    private void ring(
            Telephones telephones,
            Duration longest,
            Consumer<Leg> onAnswer,
            Runnable onNobody,
            Runnable onStopped,
            Ring.LegEvents events) {
        var ring =
                new Ring(
                        exchange,
                        talk.box(),
                        leg -> {
                            talk.askedEnough();
                            onAnswer.accept(leg);
                        },
                        _ -> {
                            talk.askedEnough();
                            onNobody.run();
                        },
                        events);
        talk.asks(ring, onStopped);
        ring.start(telephones, talk.contact(), longest);
    }

    private void taken(UUID person, Leg leg) {
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
        talk.room().together();
        tape();
    }

    private void tape() {
        talk.caller()
                .ifPresent(caller ->
                        talk.agent()
                                .ifPresent(
                                        agent -> talk.tape().talk(talk.contact(), caller, agent)));
    }

    // --- holding

    /// The agent lets the other side wait on the line.
    void hold(String reason, @Nullable Duration length) {
        if (talk.is(State.TALKING)) {
            Instant now = exchange.now();
            talk.move(
                    talk.contact().held(reason, length == null ? null : now.plus(length), now),
                    Map.of("reason", reason));
            apart();
        }
    }

    private void apart() {
        talk.tape().pause(CallTape.Pause.HOLD, talk.contact());
        talk.room().apart();
    }

    void resume() {
        var person = talk.contact().spot().agent();
        if (talk.is(State.HELD) && person != null) {
            talk.move(talk.contact().talking(person, exchange.now()), with());
            back();
        }
    }

    private Map<String, ?> with() {
        return talk.room()
                .third()
                .<Map<String, ?>>map(other -> Map.of("with", other.name()))
                .orElse(Map.of());
    }

    private void back() {
        talk.room().together();
        talk.tape().resume(CallTape.Pause.HOLD, talk.contact());
    }

    // --- putting through

    /// The agent hands the other side to a colleague. He goes only when the colleague talks; if nobody answers he is back.
    void transfer(UUID to) {
        var contact = talk.contact();
        var first = contact.spot().agent();
        if (!contact.state().connected()
                || talk.isAsking()
                || first == null
                || !exchange.agents().offer(to, contact.id())) {
            return;
        }
        talk.move(contact.transferring(to, exchange.now()), Map.of("to", to));
        apart();
        ring(
                exchange.bells().of(to, contact),
                talk.queue().ringFor(),
                leg -> handOver(first, to, leg),
                () -> {
                    exchange.agents().didNotAnswer(to, talk.contact().id());
                    talk.move(
                            talk.contact().talking(first, exchange.now()),
                            Map.of("why", "transfer failed"));
                    back();
                },
                () -> exchange.agents().notNeeded(to, talk.contact().id()),
                new AgentSide(talk));
    }

    private void handOver(UUID first, UUID to, Leg leg) {
        var old = talk.agent();
        talk.agentOn(leg);
        exchange.agents().talks(to, talk.contact().id());
        talk.move(talk.contact().talking(to, exchange.now()), Map.of("from", first));
        back();
        tape();
        talk.tape().mark("another agent");
        old.ifPresent(Leg::hangUp);
        exchange.agents().wrapsUp(first, talk.contact().id(), talk.queue().wrapUpFor());
    }

    // --- a third

    /// The agent asks a colleague first, while the other side waits.
    void ask(UUID colleague, String name) {
        if (mayAsk() && exchange.agents().helps(colleague)) {
            ask(
                    exchange.bells().of(colleague, talk.contact()),
                    talk.queue().ringFor(),
                    colleague,
                    name);
        }
    }

    /// The same with somebody outside, whom the house may call.
    void askOutside(String number) {
        if (mayAsk()) {
            ask(exchange.wayOut().to(number), RING_OUTSIDE, null, number);
        }
    }

    private boolean mayAsk() {
        return (talk.is(State.TALKING) || talk.is(State.HELD))
                && !talk.isAsking()
                && talk.room().third().isEmpty();
    }

    private void ask(Telephones telephones, Duration longest, @Nullable UUID person, String name) {
        talk.move(talk.contact().held("asks " + name, null, exchange.now()), Map.of("asks", name));
        apart();
        ring(
                telephones,
                longest,
                leg -> {
                    talk.room().third(new Room.Third(leg, person, name));
                    talk.room().apart();
                    if (person != null) {
                        // nobody outside has been asked whether he may be recorded
                        talk.tape().joins(leg);
                    }
                },
                () -> {
                    free(person);
                    resume();
                },
                () -> free(person),
                new ThirdSide());
    }

    /// All three hear each other.
    void allThree() {
        if (talk.room().third().isPresent()) {
            resume();
        }
    }

    /// The agent goes, and the colleague whom he asked stays.
    void leaveTo() {
        var first = talk.contact().spot().agent();
        talk.room()
                .third()
                .ifPresent(other -> {
                    var to = other.person();
                    if (to != null && first != null) {
                        talk.room().third(null);
                        handOver(first, to, other.leg());
                    }
                });
    }

    /// The third goes, and the agent is back with the other side.
    void withoutThird() {
        talk.room()
                .third()
                .ifPresent(other -> {
                    other.leg().hangUp();
                    thirdGone(other);
                });
    }

    private void thirdGone(Room.Third other) {
        talk.room().third(null);
        free(other.person());
        if (talk.is(State.HELD)) {
            resume();
        } else {
            talk.room().together();
        }
    }

    private void free(@Nullable UUID colleague) {
        if (colleague != null) {
            exchange.agents().helped(colleague);
        }
    }

    /// Keys that the agent presses for a machine on the other side.
    void press(String keys) {
        talk.caller().ifPresent(leg -> leg.audio().sendDigits(keys));
    }

    // --- a lead

    /// A lead takes part: his telephone rings, or he changes how. The story of the call says so.
    void supervise(UUID lead, String name, Room.Part part) {
        exchange.contacts()
                .note(
                        talk.contact().id(),
                        "contact.supervised",
                        Actor.person(lead),
                        Map.of("by", name, "part", part.name().toLowerCase(java.util.Locale.ROOT)));
        var there = talk.room().above();
        if (there.isPresent()) {
            above(there.get(), name, part);
        } else if (!talk.isAsking()) {
            ring(
                    exchange.bells().of(lead, talk.contact()),
                    talk.queue().ringFor(),
                    leg -> above(leg, name, part),
                    () -> {},
                    () -> {},
                    new LeadSide());
        }
    }

    /// He is recorded only while the other side hears him.
    private void above(Leg leg, String name, Room.Part part) {
        talk.room().above(leg, name, part);
        if (part == Room.Part.JOIN) {
            talk.tape().joins(leg);
        } else {
            leg.audio().stopRecording();
        }
    }

    // --- recording

    void pauseTape() {
        talk.tape().pause(CallTape.Pause.AGENT, talk.contact());
    }

    void resumeTape() {
        talk.tape().resume(CallTape.Pause.AGENT, talk.contact());
    }

    /// Keys may be the number of a card: nothing is recorded until a while after the last one.
    @Override
    public void key(char digit) {
        talk.tape().pause(CallTape.Pause.KEYS, talk.contact());
        int now = ++keys;
        talk.box()
                .after(
                        KEYS_OVER,
                        () -> {
                            if (now == keys && !talk.over()) {
                                talk.tape().resume(CallTape.Pause.KEYS, talk.contact());
                            }
                        });
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
        var other = talk.room().third().filter(third -> third.person() != null);
        if (other.isPresent()) {
            // the colleague whom he asked is still there, and goes on with it
            leaveTo();
        } else if (talk.is(State.TRANSFERRING)) {
            // he has gone, the colleague still rings: the other side goes to the front of the queue
            talk.stopAsking();
            lostAgent();
        } else if (proper) {
            talk.finish("talked");
        } else {
            lostAgent();
        }
    }

    @Override
    public void thirdLost(Leg leg) {
        withoutThird();
    }

    /// The agent's telephone died, the caller is still there: back to where he stood, before the others.
    private void lostAgent() {
        talk.stopAsking();
        talk.freeAgent(false);
        talk.room().close();
        talk.tape().pause(CallTape.Pause.HOLD, talk.contact());
        new InQueue(talk)
                .enter(
                        talk.queue(),
                        exchange.placeOf(talk.contact()),
                        talk.contact().spot().agent(),
                        List.of(Texts.AGAIN));
    }

    private final class ThirdSide implements Ring.LegEvents {
        @Override
        public void ended(Leg leg, kept.sip.Ending ending) {
            leg.gone();
            talk.room().third().filter(other -> other.leg() == leg).ifPresent(Talk.this::thirdGone);
        }

        @Override
        public void limitReached(Leg leg) {
            withoutThird();
        }

        @Override
        public void isThere(Leg leg) {
            SilenceWatch.isThere(leg);
        }
    }

    private final class LeadSide implements Ring.LegEvents {
        @Override
        public void ended(Leg leg, kept.sip.Ending ending) {
            leg.gone();
            if (talk.room().above().filter(lead -> lead == leg).isPresent()) {
                talk.room().withoutLead();
            }
        }
    }
}
