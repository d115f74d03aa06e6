package kept.sip;

import java.util.Optional;
import java.util.concurrent.Future;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.address.URI;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/// A call of ours: asked, perhaps for a digest, ringing, answered.
final class OutgoingLeg extends Leg implements OutgoingCall {
    private final Dial dial;
    private final URI target;
    private @Nullable ClientTransaction invite;
    private @Nullable Future<?> ringing;
    private boolean heard;
    private boolean givenUp;
    private boolean proved;
    private int seconds;

    OutgoingLeg(Office office, String id, Dial dial, URI target) {
        super(office, id);
        this.dial = dial;
        this.target = target;
        seconds = (int) office.sessions().toSeconds();
    }

    /// Sends the INVITE.
    void call() {
        boolean sent = attempt("make", () -> sendInvite(first()));
        if (sent) {
            ringing = office.later(dial.ringFor(), mailbox, this::notAnswered);
        } else {
            end(Ending.TRANSPORT);
        }
    }

    @Override
    public void hangUp() {
        mailbox.post(() -> {
            if (ended) {
                return;
            }
            if (talking) {
                bye(Ending.WE_HUNG_UP);
            } else {
                giveUp();
                end(Ending.WE_HUNG_UP);
            }
        });
    }

    void answered(ClientTransaction transaction, Response response, @Nullable Dialog by) {
        if (transaction != invite) {
            answeredWithin(transaction, response);
            return;
        }
        int status = response.getStatusCode();
        if (status < 200) {
            progress(status);
        } else if (status < 300) {
            taken(response, by == null ? transaction.getDialog() : by);
        } else if (!ended) {
            notTaken(transaction, response);
        }
    }

    void noAnswer(ClientTransaction transaction) {
        if (transaction != invite) {
            silent();
        } else {
            finish(listener -> listener.refused(408));
        }
    }

    @Override
    void released() {
        Office.cancel(ringing);
    }

    private Request first()
            throws java.text.ParseException,
                    javax.sip.InvalidArgumentException,
                    javax.sip.SipException {
        String from = OurAddress.of(dial.caller(), office.wire().host());
        Request request =
                office.wire()
                        .request(
                                Request.INVITE,
                                target,
                                Headers.ADDRESSES.createAddress(from),
                                Headers.ADDRESSES.createAddress("<" + plain() + ">"),
                                id());
        if (dial.caller().withheld()) {
            Headers.add(request, "Privacy", "id");
        }
        if (!dial.route().isEmpty()) {
            Headers.add(request, "Route", "<sip:" + dial.route() + ";lr>");
        }
        Headers.add(request, "Min-SE", String.valueOf(SessionTimer.least(office.sessions())));
        Headers.add(request, "Session-Expires", String.valueOf(seconds));
        Wire.body(
                request,
                "application",
                "sdp",
                text.write(overTls() ? dial.offer().secured() : dial.offer()));
        return request;
    }

    /// Keys in an offer are worth something only if nobody can read it.
    private boolean overTls() {
        return dial.route().isEmpty() && Wire.transport(target).equals("tls");
    }

    private String plain() {
        return target.toString().replaceFirst("[;?].*", "");
    }

    private void sendInvite(Request request) throws javax.sip.SipException {
        ClientTransaction transaction = office.wire().transaction(request, this);
        invite = transaction;
        dialog = transaction.getDialog();
        if (dialog != null) {
            dialog.setApplicationData(this);
        }
        heard = false;
        Wire.send(transaction);
    }

    /// The host whose certificate we want to see on the way of this call.
    String wayTo() {
        return dial.route().isEmpty() ? Wire.hostOf(target) : Wire.hostOf(dial.route());
    }

    private void progress(int status) {
        heard = true;
        if (givenUp) {
            cancel();
        } else if (status >= 180) {
            tell(CallEvents::ringing);
        }
    }

    private void taken(Response response, @Nullable Dialog by) {
        if (by == null) {
            return;
        }
        Dialog before = dialog;
        dialog = by;
        by.setApplicationData(this);
        attempt("acknowledge", () -> by.sendAck(by.createAck(number(response))));
        if (ended || talking) {
            // It was too late to cancel, or a second phone answered the same call.
            sendBye();
            dialog = before;
            return;
        }
        if (SessionText.in(response).orElse(null) instanceof SessionReading.Read(var answer)) {
            Office.cancel(ringing);
            established(SessionTimer.asCaller(Screened.of(response).raw(), office.sessions()));
            tell(listener -> listener.answered(answer));
        } else {
            sendBye();
            finish(listener -> listener.refused(488));
        }
    }

    private void notTaken(ClientTransaction transaction, Response response) {
        RawMessage raw = Screened.of(response).raw();
        int status = response.getStatusCode();
        boolean asked = status == 401 || status == 407;
        if (asked && !proved && !givenUp && dial.account().isPresent()) {
            proved = true;
            if (attempt("prove ourselves for", () -> prove(transaction, raw, status))) {
                return;
            }
        }
        Optional<Integer> least = SessionTimer.seconds(raw.first("min-se"));
        if (status == 422 && !givenUp && least.isPresent() && least.get() > seconds) {
            seconds = least.get();
            if (attempt("lengthen", () -> lengthen(transaction))) {
                return;
            }
        }
        finish(listener -> listener.refused(status));
    }

    private void prove(ClientTransaction transaction, RawMessage raw, int status)
            throws java.text.ParseException,
                    javax.sip.InvalidArgumentException,
                    javax.sip.SipException {
        boolean proxy = status == 407;
        Request again = Wire.again(transaction.getRequest());
        Optional<String> proof =
                Digests.authorization(
                        raw.all(proxy ? "proxy-authenticate" : "www-authenticate"),
                        dial.account().orElseThrow(),
                        Request.INVITE,
                        again.getRequestURI().toString());
        if (proof.isEmpty()) {
            throw new javax.sip.SipException("no digest that we speak");
        }
        Headers.add(again, proxy ? "Proxy-Authorization" : "Authorization", proof.get());
        sendInvite(again);
    }

    private void lengthen(ClientTransaction transaction)
            throws java.text.ParseException,
                    javax.sip.InvalidArgumentException,
                    javax.sip.SipException {
        Request again = Wire.again(transaction.getRequest());
        again.setHeader(Headers.FACTORY.createHeader("Session-Expires", String.valueOf(seconds)));
        again.setHeader(Headers.FACTORY.createHeader("Min-SE", String.valueOf(seconds)));
        sendInvite(again);
    }

    private void notAnswered() {
        if (!talking && !ended) {
            giveUp();
            finish(listener -> listener.refused(408));
        }
    }

    /// CANCEL may only follow a provisional answer (RFC 3261 section 9.1).
    private void giveUp() {
        givenUp = true;
        if (heard) {
            cancel();
        }
    }

    private void cancel() {
        ClientTransaction transaction = invite;
        if (transaction != null) {
            attempt(
                    "cancel",
                    () ->
                            office.wire()
                                    .transaction(transaction.createCancel(), this)
                                    .sendRequest());
        }
    }
}
