package kept.sip;

import java.util.Optional;
import java.util.concurrent.Future;
import javax.sip.ClientTransaction;
import javax.sip.RequestEvent;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/// Changes of a running session, from either side (RFC 3261 section 14), and its refreshing (RFC 4028). One of ours at a time;
/// what is asked meanwhile waits, and only the newest of it counts.
final class Renegotiation {
    private static final int MAX_GLARES = 5;
    private final Leg leg;
    private @Nullable SessionDescription waiting;
    private @Nullable SessionDescription running;
    private @Nullable SessionTimer refreshing;
    private @Nullable Future<?> retry;
    private boolean answerInAck;
    private int glares;

    Renegotiation(Leg leg) {
        this.leg = leg;
    }

    void stop() {
        Office.cancel(retry);
        waiting = null;
    }

    void offer(SessionDescription offer) {
        if (running != null) {
            waiting = offer;
            return;
        }
        running = offer;
        boolean sent = leg.attempt("renegotiate", () -> invite(offer));
        if (!sent) {
            running = null;
            leg.tell(listener -> listener.renegotiationRefused(500));
        }
    }

    /// Says the same once more, so that both sides know that the other lives.
    void refresh(SessionTimer timer) {
        refreshing = timer;
        if (running == null) {
            leg.text.last().ifPresent(this::offer);
        }
        leg.watch(timer);
    }

    /// The far side offers another session, by re-INVITE or UPDATE.
    void offered(RequestEvent event, boolean invite) {
        Request request = event.getRequest();
        if (invite && running != null) {
            leg.respond(event, 491, "Request Pending");
            return;
        }
        RawMessage raw = Screened.of(request).raw();
        Optional<Integer> asked = SessionTimer.seconds(raw.first("session-expires"));
        int least = SessionTimer.least(leg.office.sessions());
        if (asked.isPresent() && asked.get() < least) {
            tooBrief(event, least);
            return;
        }
        switch (SessionText.in(request).orElse(null)) {
            case SessionReading.Refused refused ->
                    leg.respond(event, refused.status(), refused.reason());
            case SessionReading.Read read -> answer(event, raw, read.session());
            case null -> repeat(event, raw, invite);
        }
    }

    void answered(ClientTransaction transaction, Response response) {
        int status = response.getStatusCode();
        if (status < 200) {
            return;
        }
        if (status < 300) {
            accepted(response);
        } else if (status == 491 && glares++ < MAX_GLARES) {
            SessionDescription again = waiting != null ? waiting : running;
            running = null;
            waiting = null;
            retry =
                    leg.office.later(
                            leg.glarePause(),
                            leg.mailbox,
                            () -> {
                                if (leg.talking && again != null) {
                                    offer(again);
                                }
                            });
            return;
        } else if (refreshing == null) {
            leg.tell(listener -> listener.renegotiationRefused(status));
        }
        glares = 0;
        refreshing = null;
        running = null;
        SessionDescription next = waiting;
        waiting = null;
        if (next != null) {
            offer(next);
        }
    }

    void acknowledged(Request ack) {
        if (answerInAck
                && SessionText.in(ack).orElse(null) instanceof SessionReading.Read(var answer)) {
            answerInAck = false;
            leg.tell(listener -> listener.answered(answer));
        }
    }

    private void invite(SessionDescription offer)
            throws javax.sip.SipException,
                    java.text.ParseException,
                    javax.sip.InvalidArgumentException {
        Request request = leg.within(Request.INVITE);
        Headers.add(request, "Supported", Methods.SUPPORTED);
        SessionTimer timer = refreshing;
        if (timer != null) {
            Headers.add(request, "Session-Expires", timer.seconds() + ";refresher=uac");
        }
        Wire.body(request, "application", "sdp", leg.text.write(offer));
        leg.send(request);
    }

    private void accepted(Response response) {
        leg.attempt(
                "acknowledge",
                () -> {
                    var dialog = leg.dialog;
                    if (dialog != null) {
                        dialog.sendAck(dialog.createAck(Leg.number(response)));
                    }
                });
        if (refreshing == null
                && SessionText.in(response).orElse(null)
                        instanceof SessionReading.Read(var answer)) {
            leg.tell(listener -> listener.answered(answer));
        }
    }

    private void answer(RequestEvent event, RawMessage raw, SessionDescription offer) {
        Optional<SessionDescription> answer =
                leg.listener().flatMap(listener -> listener.renegotiated(offer));
        if (answer.isEmpty()) {
            leg.respond(event, 488, "Not Acceptable Here");
            return;
        }
        agree(event, raw, answer);
    }

    /// A re-INVITE without an offer wants ours; an UPDATE without one only refreshes.
    private void repeat(RequestEvent event, RawMessage raw, boolean invite) {
        answerInAck = invite;
        agree(event, raw, invite ? leg.text.last() : Optional.empty());
    }

    private void agree(RequestEvent event, RawMessage raw, Optional<SessionDescription> ours) {
        SessionTimer timer = SessionTimer.asCalled(raw, leg.office.sessions());
        leg.attempt(
                "answer",
                () -> {
                    Response response = Wire.response(event.getRequest(), 200, "OK", leg.localTag);
                    response.addHeader(
                            leg.office.wire().contact(TransportOf.request(event.getRequest())));
                    TimerHeaders.add(response, timer);
                    if (ours.isPresent()) {
                        Wire.body(response, "application", "sdp", leg.text.write(ours.get()));
                    }
                    leg.transaction(event).sendResponse(response);
                });
        leg.watch(timer);
    }

    private void tooBrief(RequestEvent event, int least) {
        leg.attempt(
                "refuse",
                () -> {
                    Response response =
                            Wire.response(
                                    event.getRequest(),
                                    422,
                                    "Session Interval Too Small",
                                    leg.localTag);
                    Headers.add(response, "Min-SE", String.valueOf(least));
                    leg.transaction(event).sendResponse(response);
                });
    }
}
