package kept.voice;

import kept.sip.Ending;

/// The other side of a call that we made.
final class FarSide implements Ring.LegEvents {
    private final Conversation talk;

    FarSide(Conversation talk) {
        this.talk = talk;
    }

    @Override
    public void ended(Leg leg, Ending ending) {
        talk.callerEnded(ending);
    }

    @Override
    public void digit(Leg leg, char digit) {
        talk.key(digit);
    }

    @Override
    public void limitReached(Leg leg) {
        if (!talk.over()) {
            talk.finish("calls out may cost no more today");
        }
    }

    @Override
    public void isThere(Leg leg) {
        SilenceWatch.isThere(leg);
    }
}
