package kept.voice;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import kept.contacts.State;
import kept.media.Tones;
import org.jspecify.annotations.Nullable;

/// The chapter in which an agent calls somebody: his own telephone rings first, then the other side's.
final class CallOut implements Conversation.Chapter {
    private static final Duration RING_AGENT = Duration.ofSeconds(20);
    private static final Duration RING_FOR = Duration.ofSeconds(40);

    private final Conversation talk;
    private final Exchange exchange;
    private final UUID person;
    private @Nullable ConsentToRecord consent;

    CallOut(Conversation talk, UUID person) {
        this.talk = talk;
        this.exchange = talk.exchange();
        this.person = person;
    }

    void begin() {
        talk.listenForSilence();
        ring(
                new Ring(
                        exchange,
                        talk.box(),
                        this::dial,
                        _ -> over("the agent did not answer"),
                        new AgentSide(talk)),
                true);
    }

    private void ring(Ring ring, boolean agent) {
        talk.asks(ring, () -> {});
        if (agent) {
            ring.start(exchange.bells().of(person, talk.contact()), talk.contact(), RING_AGENT);
        } else {
            ring.start(
                    exchange.wayOut().to(talk.contact().party().number()),
                    talk.contact(),
                    RING_FOR);
        }
    }

    private void dial(Leg leg) {
        talk.askedEnough();
        talk.agentOn(leg);
        talk.move(talk.contact().diallingCaller(exchange.now()), Map.of());
        leg.audio().playLoop(Tones.ringback());
        ring(
                new Ring(
                        exchange,
                        talk.box(),
                        this::answered,
                        status -> over(outcome(status)),
                        new FarSide(talk)),
                false);
    }

    private static String outcome(int status) {
        return switch (status) {
            case 486, 600 -> "busy";
            case 404, 604, 410 -> "no such number";
            case 603, 403, 488, 503 -> "refused, status " + status;
            default -> "not reached";
        };
    }

    private void answered(Leg leg) {
        talk.askedEnough();
        talk.callerOn(leg);
        talk.known(exchange.withCase(talk.contact(), person));
        talk.moved(exchange.contacts().tookOurCall(talk.contact(), person));
        consent =
                ConsentToRecord.ask(
                        talk,
                        () -> {
                            talk.agent().ifPresent(agent -> agent.audio().stopPlaying());
                            new Talk(talk).connected();
                        });
    }

    private void over(String outcome) {
        talk.askedEnough();
        talk.agent()
                .ifPresentOrElse(
                        leg -> {
                            talk.end(State.CLOSED, outcome);
                            int here = talk.step();
                            leg.audio().playLoop(Tones.busy());
                            talk.after(
                                    Duration.ofSeconds(3),
                                    here,
                                    () -> {
                                        talk.freeAgent(true);
                                        talk.letGo();
                                    });
                        },
                        () -> talk.finish(outcome));
    }

    @Override
    public void key(char digit) {
        var asked = consent;
        if (asked != null) {
            asked.key(digit);
        }
    }

    @Override
    public void callerLeft() {
        talk.finish("hung up");
    }

    @Override
    public void agentLeft(boolean proper) {
        if (talk.contact().state().ended()) {
            talk.freeAgent(true);
            talk.letGo();
        } else {
            talk.finish("given up");
        }
    }
}
