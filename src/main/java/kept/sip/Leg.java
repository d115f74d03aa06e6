package kept.sip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.InvalidArgumentException;
import javax.sip.RequestEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.header.CSeqHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a call that came in and one of ours have in common: all that follows once they talk. Every method except those of
/// [Call] runs in the mailbox of the call.
abstract class Leg implements Call {
    static final Logger LOG = LoggerFactory.getLogger(Leg.class);
    private static final int MAX_BACKLOG = 100;

    final Office office;
    final Mailbox mailbox;
    final String localTag = Wire.newTag();
    final SessionText text = new SessionText();
    private final String id;
    private final Renegotiation renegotiation = new Renegotiation(this);
    private final Transfer transfer = new Transfer(this);
    private final List<Consumer<CallEvents>> backlog = new ArrayList<>();
    private @Nullable CallEvents events;
    private @Nullable Future<?> sessionEnd;
    @Nullable Dialog dialog;
    boolean talking;
    boolean ended;

    Leg(Office office, String id) {
        this.office = office;
        this.id = id;
        mailbox = new Mailbox(office.threads());
        office.calls().came(this);
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final void events(CallEvents listener) {
        mailbox.post(() -> {
            events = listener;
            List.copyOf(backlog).forEach(this::tell);
            backlog.clear();
        });
    }

    @Override
    public final void renegotiate(SessionDescription offer) {
        mailbox.post(() -> {
            if (talking) {
                renegotiation.offer(offer);
            }
        });
    }

    @Override
    public final void refer(String target) {
        mailbox.post(() -> {
            if (talking) {
                transfer.ask(target);
            }
        });
    }

    final void tell(Consumer<CallEvents> news) {
        CallEvents listener = events;
        if (listener == null) {
            if (backlog.size() < MAX_BACKLOG) {
                backlog.add(news);
            }
            return;
        }
        try {
            news.accept(listener);
        } catch (RuntimeException e) {
            LOG.warn("Who listens to call {} failed; the call goes on.", id, e);
        }
    }

    final Optional<CallEvents> listener() {
        return Optional.ofNullable(events);
    }

    /// Both sides talk from now on.
    final void established(SessionTimer timer) {
        talking = true;
        watch(timer);
    }

    /// Starts the session's time anew.
    final void watch(SessionTimer timer) {
        Office.cancel(sessionEnd);
        Runnable due = timer.weRefresh() ? () -> renegotiation.refresh(timer) : this::expired;
        sessionEnd = office.later(timer.patience(), mailbox, due);
    }

    final void end(Ending ending) {
        finish(listener -> listener.ended(ending));
    }

    /// The last news of the call; whatever comes later is not told any more.
    final void finish(Consumer<CallEvents> last) {
        if (ended) {
            return;
        }
        ended = true;
        talking = false;
        Office.cancel(sessionEnd);
        renegotiation.stop();
        released();
        office.calls().went(this);
        tell(last);
    }

    /// What else is to be let go of at the end.
    abstract void released();

    /// BYE, and the end.
    final void bye(Ending ending) {
        sendBye();
        end(ending);
    }

    final void sendBye() {
        attempt("hang up", () -> send(within(Request.BYE)));
    }

    final Request within(String method) throws SipException {
        Dialog known = dialog;
        if (known == null) {
            throw new SipException("no dialog yet");
        }
        return known.createRequest(method);
    }

    final ClientTransaction send(Request request) throws SipException {
        Dialog known = dialog;
        if (known == null) {
            throw new SipException("no dialog yet");
        }
        ClientTransaction transaction = office.wire().transaction(request, this);
        known.sendRequest(transaction);
        return transaction;
    }

    /// Does something with the stack.
    ///
    /// @return whether it was done; the far side can have ended everything meanwhile
    final boolean attempt(String what, Step step) {
        try {
            step.run();
            return true;
        } catch (SipException | java.text.ParseException | InvalidArgumentException e) {
            ServerIdentity.trouble(e)
                    .ifPresent(why -> LOG.warn("Could not {} call {} by TLS: {}", what, id, why));
            LOG.debug("Could not {} call {}; it goes on without.", what, id, e);
            return false;
        }
    }

    final void respond(RequestEvent event, int status, String reason) {
        attempt(
                "answer",
                () ->
                        transaction(event)
                                .sendResponse(
                                        Wire.response(
                                                event.getRequest(), status, reason, localTag)));
    }

    final ServerTransaction transaction(RequestEvent event) throws SipException {
        ServerTransaction known = event.getServerTransaction();
        return known != null
                ? known
                : office.wire().provider().getNewServerTransaction(event.getRequest());
    }

    /// A request within the call.
    final void requested(RequestEvent event) {
        switch (event.getRequest().getMethod()) {
            case Request.BYE -> {
                respond(event, 200, "OK");
                end(Ending.FAR_SIDE_HUNG_UP);
            }
            case Request.INVITE -> renegotiation.offered(event, true);
            case Request.UPDATE -> renegotiation.offered(event, false);
            case Request.INFO -> informed(event);
            case Request.REFER -> transfer.asked(event);
            case Request.NOTIFY -> transfer.notified(event);
            case Request.OPTIONS -> respond(event, 200, "OK");
            default -> respond(event, 405, "Method Not Allowed");
        }
    }

    /// An answer to a request that we sent within the call.
    final void answeredWithin(ClientTransaction transaction, Response response) {
        String method = transaction.getRequest().getMethod();
        int status = response.getStatusCode();
        boolean gone = status == 408 || status == 481;
        if (method.equals(Request.INVITE)) {
            renegotiation.answered(transaction, response);
        } else if (method.equals(Request.REFER)) {
            transfer.answered(status);
        }
        if (gone && talking && !method.equals(Request.BYE)) {
            bye(Ending.TIMED_OUT);
        }
    }

    /// The ACK of a 200 of ours.
    void acknowledged(Request ack) {
        renegotiation.acknowledged(ack);
    }

    /// Nobody answered a request of ours within the call.
    final void silent() {
        if (talking) {
            bye(Ending.TIMED_OUT);
        }
    }

    private void expired() {
        LOG.info("Call {} was not refreshed in time; it is hung up as dropped.", id);
        bye(Ending.SESSION_TIMER);
    }

    private void informed(RequestEvent event) {
        Optional<Character> digit = InfoDigit.in(event.getRequest());
        respond(event, digit.isPresent() ? 200 : 415, digit.isPresent() ? "OK" : "Not A Key");
        digit.ifPresent(key -> tell(listener -> listener.digit(key)));
    }

    /// How long to wait after 491 (RFC 3261 section 14.1): the side that owns the Call-ID longer.
    final Duration glarePause() {
        int tens = outgoing() ? 210 : 0;
        int span = outgoing() ? 190 : 200;
        return Duration.ofMillis(10L * (tens + ThreadLocalRandom.current().nextInt(span + 1)));
    }

    static long number(Response response) {
        return response.getHeader(CSeqHeader.NAME) instanceof CSeqHeader cseq
                ? cseq.getSeqNumber()
                : 0;
    }

    @Override
    public String toString() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT) + " " + id;
    }
}
