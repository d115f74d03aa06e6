package kept.sip;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import javax.sip.RequestEvent;
import javax.sip.ServerTransaction;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/// A call that came in: offered, ringing, answered, acknowledged.
final class IncomingLeg extends Leg {
    /// How long we wait for the ACK of our answer: 64 times T1 (RFC 3261 section 13.3.1.4).
    private static final Duration ACK_PATIENCE = Duration.ofSeconds(32);

    private final ServerTransaction invite;
    private final boolean lateOffer;
    private @Nullable Future<?> ackWatch;
    private boolean answered;
    private boolean hangUpAfterAck;

    IncomingLeg(Office office, String id, ServerTransaction invite, boolean lateOffer) {
        super(office, id);
        this.invite = invite;
        this.lateOffer = lateOffer;
        dialog = invite.getDialog();
    }

    @Override
    public boolean outgoing() {
        return false;
    }

    @Override
    public void ring() {
        mailbox.post(() -> {
            if (!answered && !ended) {
                attempt("ring", () -> invite.sendResponse(withContact(180, "Ringing")));
            }
        });
    }

    @Override
    public void answer(SessionDescription session) {
        mailbox.post(() -> {
            if (!answered && !ended) {
                answered = true;
                if (attempt("answer", () -> send200(session))) {
                    ackWatch = office.later(ACK_PATIENCE, mailbox, this::notAcknowledged);
                } else {
                    end(Ending.TRANSPORT);
                }
            }
        });
    }

    @Override
    public void refuse(int status, String reason, Optional<Duration> retryAfter) {
        mailbox.post(() -> refused(status, reason, retryAfter, Ending.WE_HUNG_UP));
    }

    @Override
    public void hangUp() {
        mailbox.post(() -> {
            if (ended) {
                return;
            }
            if (talking) {
                bye(Ending.WE_HUNG_UP);
            } else if (answered) {
                // No BYE before the ACK (RFC 3261 section 15).
                hangUpAfterAck = true;
                end(Ending.WE_HUNG_UP);
            } else {
                refused(603, "Decline", Optional.empty(), Ending.WE_HUNG_UP);
            }
        });
    }

    /// CANCEL: the caller gives up. Once we have answered it comes too late.
    void cancelled(RequestEvent event) {
        respond(event, 200, "OK");
        if (!answered) {
            refused(487, "Request Terminated", Optional.empty(), Ending.CANCELLED);
        }
    }

    @Override
    void acknowledged(Request ack) {
        if (talking) {
            super.acknowledged(ack);
            return;
        }
        Office.cancel(ackWatch);
        if (hangUpAfterAck) {
            hangUpAfterAck = false;
            sendBye();
        }
        if (ended || !answered) {
            return;
        }
        established(
                SessionTimer.asCalled(Screened.of(invite.getRequest()).raw(), office.sessions()));
        if (lateOffer
                && SessionText.in(ack).orElse(null) instanceof SessionReading.Read(var answer)) {
            tell(listener -> listener.answered(answer));
        }
        tell(CallEvents::confirmed);
    }

    @Override
    void released() {
        if (!hangUpAfterAck) {
            Office.cancel(ackWatch);
        }
    }

    private void send200(SessionDescription session)
            throws java.text.ParseException,
                    javax.sip.SipException,
                    javax.sip.InvalidArgumentException {
        Response response = withContact(200, "OK");
        Headers.add(response, "Allow", Methods.ALLOW);
        TimerHeaders.add(
                response,
                SessionTimer.asCalled(Screened.of(invite.getRequest()).raw(), office.sessions()));
        Wire.body(response, "application", "sdp", text.write(offered(session)));
        invite.sendResponse(response);
    }

    /// Our own offer, where there was none, asks for SRTP if nobody else can read it.
    private SessionDescription offered(SessionDescription session) {
        boolean tls = TransportOf.request(invite.getRequest()).equalsIgnoreCase("tls");
        return lateOffer && tls ? session.secured() : session;
    }

    private Response withContact(int status, String reason) throws java.text.ParseException {
        Response response = Wire.response(invite.getRequest(), status, reason, localTag);
        response.addHeader(office.wire().contact(TransportOf.request(invite.getRequest())));
        return response;
    }

    private void refused(int status, String reason, Optional<Duration> again, Ending ending) {
        if (answered || ended) {
            return;
        }
        attempt(
                "refuse",
                () -> {
                    Response response =
                            Wire.response(invite.getRequest(), status, reason, localTag);
                    if (again.isPresent()) {
                        Headers.add(
                                response, "Retry-After", String.valueOf(again.get().toSeconds()));
                    }
                    invite.sendResponse(response);
                });
        end(ending);
    }

    private void notAcknowledged() {
        if (hangUpAfterAck) {
            sendBye();
        } else if (!talking && !ended) {
            bye(Ending.TIMED_OUT);
        }
    }
}
