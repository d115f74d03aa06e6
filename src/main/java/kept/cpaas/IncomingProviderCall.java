package kept.cpaas;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import kept.sip.CallEvents;
import kept.sip.Ending;
import kept.sip.SessionDescription;

/// A call that the provider told us of. What we answer to that is what becomes of it.
final class IncomingProviderCall extends ProviderCall {
    private final String sid;
    private final CompletableFuture<String> decision = new CompletableFuture<>();

    IncomingProviderCall(ProviderNetwork network, String sid) {
        super(network, sid);
        this.sid = sid;
    }

    /// What the provider is to do, once we know.
    CompletableFuture<String> decision() {
        return decision;
    }

    @Override
    public boolean outgoing() {
        return false;
    }

    /// It rings there until we say something.
    @Override
    public void ring() {}

    @Override
    public void answer(SessionDescription session) {
        mailbox.post(() -> {
            if (!decision.isDone() && !news.over()) {
                decision.complete(Markup.connect(ticket(session)));
            }
        });
    }

    @Override
    public void refuse(int status, String reason, Optional<Duration> retryAfter) {
        mailbox.post(() -> {
            if (decision.complete(Markup.reject(status))) {
                end(Ending.WE_HUNG_UP);
            }
        });
    }

    @Override
    void hangUpThere() {
        if (!decision.complete(Markup.reject(603))) {
            network.hangUp(sid);
        }
    }

    @Override
    boolean isCalled(String name) {
        return sid.equals(name);
    }

    @Override
    void begun() {
        news.tell(CallEvents::confirmed);
    }

    @Override
    void stands(String status, Map<String, String> form) {
        switch (status) {
            case "completed" -> end(talking() ? Ending.FAR_SIDE_HUNG_UP : Ending.CANCELLED);
            case "canceled", "no-answer", "busy" -> end(Ending.CANCELLED);
            case "failed" -> end(talking() ? Ending.TRANSPORT : Ending.CANCELLED);
            default -> log.trace("Call {} is {}.", sid, status);
        }
    }
}
