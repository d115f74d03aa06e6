package kept.voice;

import kept.sip.Ending;

/// The telephone of the agent: its own keys hold and put through as the page does.
final class AgentSide implements Ring.LegEvents {
    private final Conversation talk;

    AgentSide(Conversation talk) {
        this.talk = talk;
    }

    @Override
    public void ended(Leg leg, Ending ending) {
        talk.agentEnded(leg, ending);
    }

    /// It put the other side on hold, or took it back.
    @Override
    public void renegotiated(Leg leg) {
        if (talk.agent().filter(mine -> mine == leg).isEmpty()) {
            return;
        }
        if (leg.held()) {
            talk.talk(chapter -> chapter.hold("by telephone", null));
        } else {
            talk.talk(Talk::resume);
        }
    }

    @Override
    public void isThere(Leg leg) {
        SilenceWatch.isThere(leg);
    }

    @Override
    public boolean referred(Leg leg, String target) {
        var person = talk.exchange().bells().personAt(target);
        person.ifPresent(to -> talk.talk(chapter -> chapter.transfer(to)));
        return person.isPresent();
    }
}
