package kept.voice;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kept.contacts.Contact;
import kept.contacts.State;
import kept.contacts.TakenOver;
import kept.routing.Queue;
import kept.sip.Call;
import kept.sip.CallOffer;
import kept.sip.Ending;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One conversation on the line: who is on it, where it stands, and what they hear. What goes on in it is told by its
/// chapters, one after the other. Each state is written down first and heard after. All of it runs in the mailbox; `step`
/// counts states, so that a timer of an earlier one does nothing.
final class Conversation {
    private static final Logger log = LoggerFactory.getLogger(Conversation.class);

    private final Exchange exchange;
    private final Mailbox box;
    private final Line line;
    private final List<SilenceWatch> watches;
    private final Room room;
    private final CallTape tape;
    private Chapter chapter = new Chapter() {};
    private volatile Contact contact;
    private @Nullable Leg caller;
    private @Nullable Leg agent;
    private @Nullable Ring ring;
    private Runnable onStopped = () -> {};
    private int step;
    private boolean over;

    /// What goes on now: it gets the keys, and says what the end of either side means.
    interface Chapter {
        default void key(char digit) {}

        /// The other side hung up, as one does.
        default void callerLeft() {}

        /// The agent's telephone hung up, or is gone without a word.
        default void agentLeft(boolean proper) {}

        /// A third is heard no more and does not answer.
        default void thirdLost(Leg leg) {}
    }

    private Conversation(Exchange exchange, Line line, Contact contact) {
        this.exchange = exchange;
        this.line = line;
        this.contact = contact;
        this.box = new Mailbox("call " + contact.id(), exchange.timer(), this::trouble);
        this.room = new Room(this);
        this.tape = new CallTape(exchange);
        this.watches =
                List.of(
                        new SilenceWatch(
                                box, this::caller, _ -> drop("nothing was heard any more")),
                        new SilenceWatch(box, this::agent, this::agentLost),
                        new SilenceWatch(
                                box,
                                () -> room.third().map(Room.Third::leg),
                                leg -> chapter.thirdLost(leg)));
    }

    /// Something failed: whoever is on the line is cut off and rung back. If another program took over, it does that.
    private void trouble() {
        try {
            drop("a fault of the program");
        } catch (TakenOver _) {
            letGo();
        }
    }

    // --- beginning

    /// Somebody calls: he has a story from here on.
    static void incoming(
            Exchange exchange, Line line, Contact contact, Call call, CallOffer offer) {
        var conversation = new Conversation(exchange, line, contact);
        var arrival = new Arrival(conversation);
        conversation.opens(arrival, () -> arrival.answer(call, offer));
    }

    /// We owe a call, and this agent is free for it.
    static void callBack(Exchange exchange, Line line, Contact owed, UUID agent) {
        var conversation = new Conversation(exchange, line, owed);
        var callBack = new CallBack(conversation);
        conversation.opens(callBack, () -> callBack.dialAgent(agent));
    }

    /// An agent calls somebody.
    static void callOut(Exchange exchange, Line line, Contact contact, UUID agent) {
        var conversation = new Conversation(exchange, line, contact);
        var callOut = new CallOut(conversation, agent);
        conversation.opens(callOut, callOut::begin);
    }

    private void opens(Chapter first, Runnable action) {
        chapter = first;
        exchange.began(contact.id(), this);
        box.post(action);
    }

    /// What follows is told by another chapter.
    void turnTo(Chapter next) {
        chapter = next;
    }

    void listenForSilence() {
        watches.forEach(SilenceWatch::begin);
    }

    // --- who and where

    Exchange exchange() {
        return exchange;
    }

    Mailbox box() {
        return box;
    }

    Line line() {
        return line;
    }

    Contact contact() {
        return contact;
    }

    Room room() {
        return room;
    }

    CallTape tape() {
        return tape;
    }

    /// What a page shows of it while it runs; from any thread.
    CallCard.Live live() {
        var third = room.third();
        return new CallCard.Live(
                true,
                tape.standing(),
                room.company(),
                third.isPresent(),
                third.filter(other -> other.person() != null).isPresent());
    }

    boolean is(State state) {
        return !over && contact.state() == state;
    }

    Queue queue() {
        return exchange.queueOf(contact.spot().queue());
    }

    int step() {
        return step;
    }

    boolean over() {
        return over;
    }

    Optional<Leg> caller() {
        return Optional.ofNullable(caller);
    }

    Optional<Leg> agent() {
        return Optional.ofNullable(agent);
    }

    /// The other side is on this leg from now on, and presses keys there.
    void callerOn(Leg leg) {
        caller = leg;
        leg.audio().onDigit(digit -> box.post(() -> key(digit)));
    }

    void agentOn(@Nullable Leg leg) {
        agent = leg;
    }

    // --- moving

    /// Writes down what comes next; only then may it be done.
    void move(Contact after, Map<String, ?> facts) {
        moved(exchange.contacts().move(contact, after, facts));
    }

    /// It stands as somebody else wrote it down.
    void moved(Contact after) {
        contact = after;
        step++;
    }

    /// Something happened in the same state, so that its timers no longer count.
    void passed() {
        step++;
    }

    /// The same, in the state that it was in.
    void known(Contact same) {
        contact = same;
    }

    // --- asking somebody

    /// @param stopped what becomes of whoever was asked, when nobody needs him any more
    void asks(Ring asked, Runnable stopped) {
        ring = asked;
        onStopped = stopped;
    }

    boolean isAsking() {
        return ring != null;
    }

    void askedEnough() {
        ring = null;
    }

    /// Nobody rings any more, and who was asked is free again.
    void stopAsking() {
        if (ring != null) {
            ring.stop();
            ring = null;
            onStopped.run();
        }
    }

    // --- what the desk asks for

    /// Does something in the mailbox, if an agent talks on this line.
    void talk(java.util.function.Consumer<Talk> action) {
        box.post(() -> {
            if (!over && chapter instanceof Talk talk) {
                action.accept(talk);
            }
        });
    }

    /// Asks an agent whom routing chose and who is taken for this call; he is free again if the caller is no longer there.
    void offer(UUID person) {
        box.post(() -> {
            if (is(State.QUEUED)) {
                new Talk(this).offer(person);
            } else {
                exchange.agents().notNeeded(person, contact.id());
            }
        });
    }

    /// Ends it on purpose.
    void hangUp() {
        box.post(() -> {
            if (!over) {
                finish("hung up by us");
            }
        });
    }

    /// Its line closes, whoever is on it.
    void cutOff(String why) {
        box.post(() -> drop(why));
    }

    // --- what happens on the line

    void key(char digit) {
        if (!over) {
            chapter.key(digit);
        }
    }

    void callerEnded(Ending ending) {
        if (over) {
            return;
        }
        if (caller != null) {
            caller.gone();
        }
        if (ending.proper()) {
            chapter.callerLeft();
        } else {
            drop(ending.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
    }

    private void agentLost(Leg leg) {
        leg.hangUp();
        agentEnded(leg, Ending.TRANSPORT);
    }

    void agentEnded(Leg leg, Ending ending) {
        leg.gone();
        if (!over && leg == agent) {
            agent = null;
            chapter.agentLeft(ending.proper());
        }
    }

    // --- endings

    void finish(String outcome) {
        stopAsking();
        end(State.CLOSED, outcome);
        freeAgent(true);
        letGo();
    }

    void end(State how, String outcome) {
        move(contact.ended(how, outcome, exchange.now()), Map.of("outcome", outcome));
    }

    /// It ended without a proper end: whoever was cut off is owed a call.
    void drop(String why) {
        if (over) {
            return;
        }
        stopAsking();
        boolean talked = contact.state().connected();
        var owed = exchange.contacts().dropped(contact, why);
        log.info(
                "Contact {} was cut off ({}); {}.",
                contact.id(),
                why,
                owed.isPresent() ? "it is rung back" : "nobody can ring it back");
        // after a cut the agent is free at once, so that he can ring back himself
        freeAgent(!talked);
        letGo();
        exchange.nudge();
    }

    void freeAgent(boolean wrapUp) {
        var person = contact.spot().agent();
        if (person != null) {
            exchange.agents()
                    .wrapsUp(person, contact.id(), wrapUp ? queue().wrapUpFor() : Duration.ZERO);
        }
    }

    /// Whoever is still on the line is let go, and nothing more happens here.
    void letGo() {
        room.close();
        tape.close();
        caller().ifPresent(Leg::hangUp);
        agent().ifPresent(Leg::hangUp);
        over = true;
        watches.forEach(SilenceWatch::stop);
        box.close();
        exchange.ended(contact.id());
    }

    // --- sounds and timers

    void say(List<String> texts, Runnable then) {
        say(step, texts, then);
    }

    /// Says texts one after the other; `then` is done if the state is still the one of `here`.
    void say(int here, List<String> texts, Runnable then) {
        caller().ifPresent(leg ->
                leg.audio()
                        .play(
                                exchange.phrases().say(line.language(), texts),
                                () -> box.post(() -> ifStill(here, then))));
    }

    void stopSaying() {
        caller().ifPresent(leg -> leg.audio().stopPlaying());
    }

    void playMusic() {
        caller().ifPresent(leg -> leg.audio().playLoop(exchange.music()));
    }

    void after(Duration pause, Runnable action) {
        after(pause, step, action);
    }

    void after(Duration pause, int here, Runnable action) {
        box.after(pause, () -> ifStill(here, action));
    }

    private void ifStill(int here, Runnable action) {
        if (!over && step == here) {
            action.run();
        }
    }
}
