package kept.voice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kept.contacts.State;
import kept.routing.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The chapter of waiting: he hears his place and an honest wait, and may ask to be called back.
final class InQueue implements Conversation.Chapter {
    private static final Logger log = LoggerFactory.getLogger(InQueue.class);
    private static final Duration ANNOUNCE = Duration.ofSeconds(45);

    private final Conversation talk;
    private final Exchange exchange;
    private boolean wasOutside;

    InQueue(Conversation talk) {
        this.talk = talk;
        this.exchange = talk.exchange();
    }

    /// @param entered when he first asked for a person
    /// @param last who talked with him before, and is asked first
    /// @param first what he hears before his place
    void enter(Queue queue, Instant entered, @Nullable UUID last, List<String> first) {
        talk.turnTo(this);
        var rank = exchange.rankOf(talk.contact());
        talk.move(
                talk.contact()
                        .queued(
                                queue.id(),
                                entered,
                                rank.height(),
                                rank.why(),
                                last,
                                exchange.now()),
                Map.of("why", rank.why(), "chose", talk.contact().spot().place()));
        var texts = new ArrayList<>(first);
        texts.addAll(Texts.place(exchange.contacts().placeOf(talk.contact())));
        exchange.contacts()
                .waitOf(talk.contact())
                .ifPresent(wait -> {
                    texts.addAll(Texts.wait(wait));
                    talk.move(
                            talk.contact().toldWait(wait, exchange.now()),
                            Map.of("toldSeconds", wait.toSeconds()));
                });
        if (!talk.contact().party().withheld()) {
            texts.add(Texts.OFFER_CALLBACK);
        }
        int here = talk.step();
        talk.say(here, texts, () -> music(here));
        exchange.nudge();
    }

    /// Nobody took him: he waits on where he stood.
    void goOn() {
        talk.turnTo(this);
        music(talk.step());
    }

    /// Nobody answered outside: he waits on where he stood, and a call back is offered to him.
    void notOutside(String why) {
        log.info("Contact {} waits on: {}", talk.contact().id(), why);
        wasOutside = true;
        talk.turnTo(this);
        int here = talk.step();
        talk.say(here, stillThere(), () -> music(here));
    }

    /// Music, and now and then his place; after the limit also what is offered then.
    private void music(int here) {
        talk.playMusic();
        talk.after(
                ANNOUNCE,
                here,
                () -> {
                    if (overLimit()) {
                        limitOver(here);
                    } else {
                        talk.say(here, stillThere(), () -> music(here));
                    }
                });
    }

    /// He has waited too long: now comes what the queue does then.
    void limitOver(int here) {
        var limit = talk.queue().limit();
        var other = limit.overflow();
        if (other != null) {
            overflow(exchange.queueOf(other));
        } else if (goesOutside()) {
            new PutOutside(talk).begin(limit.outside());
        } else {
            talk.say(here, stillThere(), () -> music(here));
        }
    }

    private boolean goesOutside() {
        return talk.queue().limit().then() == Queue.AtLimit.OUTSIDE
                && !wasOutside
                && PutOutside.may(talk);
    }

    /// Another queue takes him, where he stands by the time at which he first asked.
    private void overflow(Queue other) {
        var contact = talk.contact();
        enter(other, exchange.placeOf(contact), contact.spot().agent(), List.of(Texts.STILL_THERE));
    }

    private boolean overLimit() {
        return exchange.now()
                .isAfter(talk.contact().clocks().arrivedAt().plus(talk.queue().limit().after()));
    }

    private List<String> stillThere() {
        var contact = talk.contact();
        var texts = new ArrayList<String>();
        texts.add(Texts.STILL_THERE);
        texts.addAll(Texts.place(exchange.contacts().placeOf(contact)));
        if (overLimit()) {
            switch (talk.queue().limit().then()) {
                case CALLBACK, OUTSIDE ->
                        texts.add(
                                contact.party().withheld()
                                        ? Texts.NO_NUMBER
                                        : Texts.OFFER_CALLBACK);
                case MESSAGE -> texts.add(Texts.OFFER_MESSAGE);
                case OVERFLOW, WAIT -> {}
            }
        }
        return texts;
    }

    void askForCallBack() {
        if (talk.contact().party().withheld()) {
            int here = talk.step();
            talk.say(here, List.of(Texts.NO_NUMBER), () -> music(here));
            return;
        }
        var contact = talk.contact();
        var owed = exchange.contacts().callBackLater(contact);
        talk.moved(exchange.contacts().find(contact.id()).orElse(contact));
        log.info("Contact {} is called back as {}.", contact.id(), owed.id());
        new ChooseTime(talk, owed).begin();
    }

    @Override
    public void key(char digit) {
        if (digit == '1' && talk.is(State.QUEUED)) {
            talk.stopSaying();
            askForCallBack();
        } else if (digit == '2'
                && talk.is(State.QUEUED)
                && talk.queue().limit().then() == Queue.AtLimit.MESSAGE
                && overLimit()) {
            new LeaveMessage(talk).begin(talk.queue(), List.of());
        }
    }

    @Override
    public void callerLeft() {
        if (talk.is(State.QUEUED)) {
            exchange.contacts().gaveUp(talk.contact());
            talk.letGo();
        } else {
            talk.finish("hung up");
        }
    }
}
