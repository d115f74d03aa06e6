package kept.voice;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kept.contacts.State;
import kept.contacts.TakenOver;
import kept.media.Tones;
import org.jspecify.annotations.Nullable;

/// The chapter in which we keep our word to call: first an agent is there, then the other side is rung, and it counts when somebody
/// presses the key.
final class CallBack implements Conversation.Chapter {
    private static final Duration CONFIRM_WITHIN = Duration.ofSeconds(15);
    private static final Duration RING_FOR = Duration.ofSeconds(40);

    private final Conversation talk;
    private final Exchange exchange;
    private @Nullable ConsentToRecord consent;

    CallBack(Conversation talk) {
        this.talk = talk;
        this.exchange = talk.exchange();
    }

    void dialAgent(UUID person) {
        var contact = talk.contact();
        try {
            talk.move(
                    contact.diallingAgent(person, exchange.host(), exchange.now()),
                    Map.of("try", contact.debt().tries() + 1));
        } catch (TakenOver _) {
            exchange.agents().notNeeded(person, contact.id());
            talk.letGo();
            return;
        }
        talk.listenForSilence();
        var ring =
                new Ring(
                        exchange,
                        talk.box(),
                        leg -> dialCaller(person, leg),
                        _ -> {
                            exchange.agents().didNotAnswer(person, talk.contact().id());
                            talk.known(exchange.contacts().notCalledYet(talk.contact()));
                            talk.letGo();
                        },
                        new AgentSide(talk));
        talk.asks(ring, () -> {});
        ring.start(
                exchange.bells().of(person, talk.contact()),
                talk.contact(),
                talk.queue().ringFor());
    }

    private void dialCaller(UUID person, Leg leg) {
        talk.agentOn(leg);
        exchange.agents().talks(person, talk.contact().id());
        talk.move(talk.contact().diallingCaller(exchange.now()), Map.of());
        leg.audio()
                .play(
                        exchange.phrases().say(talk.line().language(), Texts.CALLING_BACK),
                        () -> talk.box().post(this::ringback));
        var ring =
                new Ring(
                        exchange,
                        talk.box(),
                        this::confirm,
                        status -> inVain("status " + status),
                        new FarSide(talk));
        talk.asks(ring, () -> {});
        ring.start(exchange.wayOut().back(talk.contact()), talk.contact(), RING_FOR);
    }

    private void ringback() {
        if (talk.is(State.DIALLING_CALLER)) {
            talk.agent().ifPresent(leg -> leg.audio().playLoop(Tones.ringback()));
        }
    }

    private void confirm(Leg leg) {
        talk.askedEnough();
        talk.callerOn(leg);
        talk.move(talk.contact().confirming(exchange.now()), Map.of());
        talk.say(
                List.of(Texts.CONFIRM, Texts.CONFIRM),
                () -> talk.after(CONFIRM_WITHIN, () -> inVain("nobody pressed a key")));
    }

    @Override
    public void key(char digit) {
        var asked = consent;
        if (asked != null) {
            asked.key(digit);
        } else if (digit == '1' && talk.is(State.CONFIRMING)) {
            talk.passed();
            talk.stopSaying();
            consent = ConsentToRecord.ask(talk, this::reached);
        }
    }

    private void reached() {
        var person = talk.contact().spot().agent();
        if (person != null) {
            talk.known(exchange.withCase(talk.contact(), person));
            talk.moved(exchange.contacts().reached(talk.contact(), person));
            talk.agent().ifPresent(leg -> leg.audio().stopPlaying());
            new Talk(talk).connected();
        }
    }

    private void inVain(String why) {
        talk.known(exchange.contacts().inVain(talk.contact(), why));
        talk.freeAgent(true);
        talk.letGo();
    }

    @Override
    public void callerLeft() {
        if (talk.is(State.CONFIRMING)) {
            inVain("hung up without a key");
        } else {
            talk.finish("hung up");
        }
    }

    @Override
    public void agentLeft(boolean proper) {
        talk.stopAsking();
        talk.known(exchange.contacts().notCalledYet(talk.contact()));
        talk.freeAgent(false);
        talk.letGo();
    }
}
