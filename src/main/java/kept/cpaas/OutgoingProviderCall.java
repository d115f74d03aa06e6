package kept.cpaas;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kept.sip.CallEvents;
import kept.sip.Dial;
import kept.sip.Ending;
import kept.sip.OutgoingCall;

/// A call that we order from the provider. Its name there is learnt from the first news of it.
final class OutgoingProviderCall extends ProviderCall implements OutgoingCall {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Dial dial;
    private volatile String sid = "";
    private boolean hangUpOnceKnown;
    private boolean rang;

    OutgoingProviderCall(ProviderNetwork network, String reference, Dial dial) {
        super(network, reference);
        this.dial = dial;
    }

    /// Orders it.
    void call() {
        String address = network.callUrl(id());
        try {
            int status =
                    network.post(
                            "/Calls.json",
                            List.of(
                                    "From",
                                    dial.caller().number(),
                                    "To",
                                    dial.target().replaceAll("[^0-9+*#]", ""),
                                    "Url",
                                    address,
                                    "Method",
                                    "POST",
                                    "StatusCallback",
                                    address + "/status",
                                    "StatusCallbackMethod",
                                    "POST",
                                    "StatusCallbackEvent",
                                    "initiated",
                                    "StatusCallbackEvent",
                                    "ringing",
                                    "StatusCallbackEvent",
                                    "answered",
                                    "StatusCallbackEvent",
                                    "completed",
                                    "Timeout",
                                    String.valueOf(dial.ringFor().toSeconds())));
            if (status >= 200 && status < 300) {
                network.later(dial.ringFor().plus(GRACE), mailbox, this::notAnswered);
            } else {
                refused(503);
            }
        } catch (IOException _) {
            refused(503);
        }
    }

    /// It was answered; what the provider is to do now.
    CompletableFuture<String> answered(String name) {
        var decision = new CompletableFuture<String>();
        mailbox.post(() -> {
            known(name);
            decision.complete(
                    news.over() || talking() || !name.equals(sid)
                            ? Markup.hangUp()
                            : Markup.connect(ticket(dial.offer())));
        });
        return decision;
    }

    @Override
    void hangUpThere() {
        if (sid.isEmpty()) {
            hangUpOnceKnown = true;
        } else {
            network.hangUp(sid);
        }
    }

    @Override
    boolean isCalled(String name) {
        return !sid.isEmpty() && sid.equals(name);
    }

    /// The first news names it.
    @Override
    void known(String name) {
        if (sid.isEmpty()) {
            sid = name;
        }
    }

    @Override
    void late(String status) {
        if (hangUpOnceKnown && !status.equals("completed")) {
            hangUpOnceKnown = false;
            network.hangUp(sid);
        }
    }

    @Override
    void stands(String status, Map<String, String> form) {
        switch (status) {
            case "ringing" -> {
                if (!rang) {
                    rang = true;
                    news.tell(CallEvents::ringing);
                }
            }
            case "busy" -> refused(486);
            case "no-answer" -> refused(408);
            case "canceled" -> refused(487);
            case "failed" -> {
                if (talking()) {
                    end(Ending.TRANSPORT);
                } else {
                    refused(sipStatus(form.getOrDefault("SipResponseCode", "")));
                }
            }
            case "completed" -> {
                if (talking()) {
                    end(Ending.FAR_SIDE_HUNG_UP);
                } else {
                    refused(480);
                }
            }
            default -> log.trace("Call {} is {}.", sid, status);
        }
    }

    private static int sipStatus(String code) {
        return code.matches("[4-6]\\d\\d") ? Integer.parseInt(code) : 503;
    }

    private void notAnswered() {
        if (!talking() && !news.over()) {
            hangUpThere();
            refused(408);
        }
    }

    private void refused(int status) {
        if (news.last(events -> events.refused(status))) {
            release();
        }
    }
}
