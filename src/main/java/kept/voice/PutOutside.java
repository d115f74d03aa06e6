package kept.voice;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import kept.contacts.State;
import kept.kernel.Refusal;
import kept.media.Tones;
import kept.sip.Ending;

/// The chapter in which a caller who waited too long is put through to a number outside the house. He keeps his place until somebody
/// answers there; nothing is recorded there.
final class PutOutside implements Conversation.Chapter {
    private static final Duration RING_FOR = Duration.ofSeconds(30);

    private final Conversation talk;
    private final Exchange exchange;

    PutOutside(Conversation talk) {
        this.talk = talk;
        this.exchange = talk.exchange();
    }

    /// Whether a caller may be put outside: not one to whom we owe a call, and no call of our own.
    static boolean may(Conversation talk) {
        var contact = talk.contact();
        return !contact.party().synthetic() && contact.debt().promise() == null;
    }

    /// @param set the number as the owner set it, which the house may no longer be able to call
    void begin(String set) {
        talk.turnTo(this);
        String number;
        try {
            number = exchange.wayOut().callable(set);
        } catch (Refusal e) {
            new InQueue(talk).notOutside(String.valueOf(e.getMessage()));
            return;
        }
        talk.move(talk.contact().ringingOutside(exchange.now()), Map.of("number", number));
        talk.say(List.of(Texts.OUTSIDE), this::ringback);
        var ring =
                new Ring(
                        exchange,
                        talk.box(),
                        leg -> talks(leg, number),
                        status -> back("nobody answered outside, status " + status),
                        new OutsideSide());
        talk.asks(ring, () -> {});
        ring.start(exchange.wayOut().to(number), talk.contact(), RING_FOR);
    }

    private void ringback() {
        talk.caller().ifPresent(leg -> leg.audio().playLoop(Tones.ringback()));
    }

    private void talks(Leg leg, String number) {
        talk.askedEnough();
        talk.move(talk.contact().talkingOutside(exchange.now()), Map.of("answered", number));
        talk.room().third(new Room.Third(leg, null, number));
        talk.caller()
                .ifPresent(caller -> {
                    caller.audio().stopPlaying();
                    caller.audio().bridge(leg.audio());
                });
    }

    private void back(String why) {
        talk.askedEnough();
        talk.move(talk.contact().backInQueue(null, exchange.now()), Map.of("why", why));
        new InQueue(talk).notOutside(why);
        exchange.nudge();
    }

    @Override
    public void callerLeft() {
        if (talk.room().third().isPresent()) {
            talk.finish("talked outside");
        } else {
            talk.stopAsking();
            exchange.contacts().gaveUp(talk.contact());
            talk.letGo();
        }
    }

    @Override
    public void thirdLost(Leg leg) {
        again();
    }

    /// The line to the place outside broke, and the caller is still there: before the others.
    private void again() {
        talk.room().close();
        talk.caller().ifPresent(leg -> leg.audio().unbridge());
        new InQueue(talk)
                .enter(talk.queue(), exchange.placeOf(talk.contact()), null, List.of(Texts.AGAIN));
    }

    private final class OutsideSide implements Ring.LegEvents {
        @Override
        public void ended(Leg leg, Ending ending) {
            leg.gone();
            if (talk.over() || !talk.is(State.OUTSIDE)) {
                return;
            }
            if (ending.proper()) {
                talk.finish("talked outside");
            } else {
                again();
            }
        }

        @Override
        public void limitReached(Leg leg) {
            if (talk.is(State.OUTSIDE)) {
                leg.hangUp();
                again();
            }
        }

        @Override
        public void isThere(Leg leg) {
            SilenceWatch.isThere(leg);
        }
    }
}
