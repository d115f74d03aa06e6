package kept.asterisk;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import kept.sip.CallEvents;
import kept.sip.Ending;
import kept.sip.SessionDescription;

/// A call that the dialplan of Asterisk handed to us.
final class IncomingAriCall extends AriCall {
    private boolean answered;

    IncomingAriCall(AsteriskNetwork network, String channel) {
        super(network, channel);
    }

    @Override
    public boolean outgoing() {
        return false;
    }

    @Override
    public void ring() {
        mailbox.post(() -> {
            if (!answered && !news.over()) {
                try {
                    var _ = network.ari().post("/channels/" + channel + "/ring", Map.of());
                } catch (IOException e) {
                    log.debug("Call {} does not ring; it may still be answered.", channel, e);
                }
            }
        });
    }

    @Override
    public void answer(SessionDescription session) {
        mailbox.post(() -> {
            if (!answered && !news.over()) {
                answered = true;
                take(session);
            }
        });
    }

    @Override
    public void refuse(int status, String reason, Optional<Duration> retryAfter) {
        mailbox.post(() -> {
            if (!answered && !news.over()) {
                hangUpThere(Cause.reason(status));
                end(Ending.WE_HUNG_UP);
            }
        });
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
    void overBeforeTalking(int cause) {
        end(Ending.CANCELLED);
    }

    private void take(SessionDescription session) {
        try {
            // without it older Asterisks do not say how the call ended
            var _ = network.subscribe(channel);
            var taken = network.ari().post("/channels/" + channel + "/answer", Map.of());
            if (taken.gone()) {
                end(Ending.CANCELLED);
                return;
            }
            if (!taken.done()) {
                throw new IOException("it does not answer, status " + taken.status());
            }
            connect(session);
            news.tell(CallEvents::confirmed);
        } catch (IOException e) {
            log.warn("Call {} could not be taken from Asterisk, so it is ended.", channel, e);
            hangUpThere("congestion");
            end(Ending.TRANSPORT);
        }
    }
}
