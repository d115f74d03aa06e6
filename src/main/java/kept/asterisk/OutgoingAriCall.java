package kept.asterisk;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import kept.sip.CallEvents;
import kept.sip.Dial;
import kept.sip.Ending;
import kept.sip.OutgoingCall;

/// A call that we have Asterisk make.
final class OutgoingAriCall extends AriCall implements OutgoingCall {
    static final String PREFIX = "kept-call-";
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final Dial dial;
    private boolean rang;
    private boolean tooLong;

    OutgoingAriCall(AsteriskNetwork network, String channel, Dial dial) {
        super(network, channel);
        this.dial = dial;
    }

    /// Has Asterisk call.
    void call() {
        try {
            var asked = new HashMap<String, String>();
            asked.put("endpoint", network.dialled(dial.target()));
            asked.put("app", network.place().app());
            asked.put("channelId", channel);
            asked.put("timeout", String.valueOf(dial.ringFor().toSeconds()));
            if (!dial.caller().withheld() && !dial.caller().number().isBlank()) {
                asked.put("callerId", dial.caller().number());
            }
            var made = network.ari().post("/channels", asked);
            if (made.done()) {
                network.later(dial.ringFor().plus(GRACE), mailbox, this::notAnswered);
            } else {
                log.warn(
                        "Asterisk does not call {}, status {}. Look at how it is to dial.",
                        asked.get("endpoint"),
                        made.status());
                refused(503);
            }
        } catch (IOException e) {
            log.warn("Asterisk cannot be asked to call.", e);
            refused(503);
        }
    }

    @Override
    public void hangUp() {
        mailbox.post(() -> {
            if (!news.over()) {
                hangUpThere("normal");
                end(Ending.WE_HUNG_UP);
            }
        });
    }

    @Override
    void state(String state) {
        if (!rang && state.equalsIgnoreCase("ringing")) {
            rang = true;
            news.tell(CallEvents::ringing);
        }
    }

    /// It was answered: only then does it come into our application.
    @Override
    void entered() {
        if (talking()) {
            return;
        }
        try {
            var _ = network.subscribe(channel);
            connect(dial.offer());
        } catch (IOException e) {
            log.warn("A call that was answered has no audio, so it is ended.", e);
            hangUpThere("normal");
            refused(503);
        }
    }

    @Override
    void overBeforeTalking(int cause) {
        refused(tooLong ? 408 : Cause.status(cause));
    }

    private void notAnswered() {
        if (!talking() && !news.over()) {
            tooLong = true;
            hangUpThere("no_answer");
            refused(408);
        }
    }

    private void refused(int status) {
        if (news.last(events -> events.refused(status))) {
            release();
        }
    }
}
