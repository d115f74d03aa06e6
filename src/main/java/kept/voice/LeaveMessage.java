package kept.voice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kept.contacts.State;
import kept.media.Tones;
import kept.routing.Queue;

/// The chapter in which a caller leaves a message: it stands on his case, and we owe him a call by somebody who has heard it.
final class LeaveMessage implements Conversation.Chapter {
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final Duration SHORTEST = Duration.ofSeconds(2);

    private final Conversation talk;
    private final Exchange exchange;
    private boolean speaks;

    LeaveMessage(Conversation talk) {
        this.talk = talk;
        this.exchange = talk.exchange();
    }

    void begin(Queue queue, List<String> first) {
        talk.turnTo(this);
        talk.move(talk.contact().leavingMessage(queue.id(), exchange.now()), Map.of());
        var texts = new ArrayList<>(first);
        texts.add(Texts.LEAVE_MESSAGE);
        talk.say(texts, this::tone);
    }

    private void tone() {
        int here = talk.step();
        talk.caller()
                .ifPresent(leg ->
                        leg.audio()
                                .play(
                                        Tones.beep(),
                                        () -> talk.box().post(() -> listen(here, leg))));
    }

    private void listen(int here, Leg leg) {
        if (talk.over() || talk.step() != here) {
            return;
        }
        if (talk.tape().message(talk.contact(), leg)) {
            speaks = true;
            talk.after(LONGEST, () -> taken(true));
        } else {
            talk.say(List.of(Texts.NO_MESSAGE), () -> taken(false));
        }
    }

    @Override
    public void key(char digit) {
        if (speaks && digit == '#') {
            taken(true);
        }
    }

    @Override
    public void callerLeft() {
        if (speaks
                && (talk.contact().party().synthetic()
                        || talk.tape().length().compareTo(SHORTEST) < 0)) {
            talk.end(State.CLOSED, "left no message");
            talk.letGo();
        } else if (speaks) {
            keep();
            talk.letGo();
        } else {
            talk.finish("left no message");
        }
    }

    /// @param thanks whether he is still there to hear it
    private void taken(boolean thanks) {
        keep();
        speaks = false;
        if (thanks) {
            talk.say(List.of(Texts.MESSAGE_TAKEN), talk::letGo);
        } else {
            talk.letGo();
        }
    }

    private void keep() {
        var contact = talk.contact();
        exchange.leftMessage(contact, speaks ? talk.tape().length() : Duration.ZERO);
        talk.tape().close();
        talk.moved(exchange.contacts().find(contact.id()).orElse(contact));
    }
}
