package kept.sip;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.sip.InvalidArgumentException;
import javax.sip.RequestEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.TransactionAlreadyExistsException;
import javax.sip.header.ContactHeader;
import javax.sip.header.ExpiresHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;

/// Takes in what is not part of a call yet: new calls, registrations, and who asks whether we live.
final class Reception {
    private static final int DEFAULT_EXPIRES = 3_600;
    private final Office office;
    private final Trust trust;
    private final Registrar registrar;
    private final Switchboard switchboard;
    private final Switchboard warmUp = new WarmUp();

    Reception(Office office, Trust trust, Registrar registrar, Switchboard switchboard) {
        this.office = office;
        this.trust = trust;
        this.registrar = registrar;
        this.switchboard = switchboard;
    }

    void take(RequestEvent event)
            throws SipException, java.text.ParseException, InvalidArgumentException {
        switch (event.getRequest().getMethod()) {
            case Request.INVITE -> invited(event);
            case Request.REGISTER -> registered(event);
            case Request.ACK -> {
                // belongs to a refusal that left no trace
            }
            default ->
                    respond(
                            event,
                            Wire.response(event.getRequest(), 481, "No Such Call", Wire.newTag()));
        }
    }

    private void invited(RequestEvent event)
            throws SipException, java.text.ParseException, InvalidArgumentException {
        Request request = event.getRequest();
        ServerTransaction transaction = transaction(event);
        if (!known(request)) {
            transaction.sendResponse(Wire.response(request, 403, "Not Allowed", Wire.newTag()));
            return;
        }
        // At once: a cold machine may take longer than the 500 ms after which INVITE is sent again.
        transaction.sendResponse(Wire.response(request, 100, "Trying", ""));
        RawMessage raw = Screened.of(request).raw();
        int least = SessionTimer.least(office.sessions());
        Optional<Integer> asked = SessionTimer.seconds(raw.first("session-expires"));
        if (asked.isPresent() && asked.get() < least) {
            Response brief =
                    Wire.response(request, 422, "Session Interval Too Small", Wire.newTag());
            Headers.add(brief, "Min-SE", String.valueOf(least));
            transaction.sendResponse(brief);
            return;
        }
        Optional<SessionReading> reading = SessionText.in(request);
        if (reading.orElse(null) instanceof SessionReading.Refused(int status, String reason)) {
            transaction.sendResponse(Wire.response(request, status, reason, Wire.newTag()));
            return;
        }
        Optional<SessionDescription> session =
                reading.map(SessionReading.Read.class::cast).map(SessionReading.Read::session);
        offer(request, transaction, session);
    }

    /// The gate has asked already; what slips by it is not let in.
    private boolean known(Request request) {
        return Screened.of(request).phone().isPresent()
                || trust.warmUp(request)
                || trust.trunk(source(request).getAddress());
    }

    private void offer(
            Request request, ServerTransaction transaction, Optional<SessionDescription> session) {
        InetSocketAddress from = source(request);
        Screened screened = Screened.of(request);
        String id = transaction.getDialog().getCallId().getCallId();
        var leg = new IncomingLeg(office, id, transaction, session.isEmpty());
        transaction.getDialog().setApplicationData(leg);
        transaction.setApplicationData(leg);
        var offer =
                new CallOffer(
                        id,
                        Callers.of(request, trust.trunk(from.getAddress())),
                        Callers.called(request),
                        screened.phone(),
                        from,
                        session);
        Switchboard taker = trust.warmUp(request) ? warmUp : switchboard;
        leg.mailbox.post(() -> handOver(taker, leg, offer));
    }

    private static void handOver(Switchboard taker, IncomingLeg leg, CallOffer offer) {
        try {
            taker.offered(leg, offer);
        } catch (RuntimeException e) {
            Leg.LOG.error("Call {} could not be taken; the caller is told so.", leg.id(), e);
            leg.refuse(500, "Server Error", Optional.empty());
        }
    }

    private void registered(RequestEvent event)
            throws SipException, java.text.ParseException, InvalidArgumentException {
        Request request = event.getRequest();
        String user = Screened.of(request).phone().orElse("");
        String named =
                request.getHeader(ToHeader.NAME) instanceof ToHeader to
                        ? Callers.user(to.getAddress().getURI())
                        : "";
        if (user.isEmpty() || !named.equals(user)) {
            respond(event, Wire.response(request, 403, "Not Your Address", Wire.newTag()));
            return;
        }
        boolean all = Screened.of(request).raw().all("contact").contains("*");
        Optional<Verdict> refused = Optional.empty();
        if (all) {
            registrar.forget(user);
        } else {
            InetSocketAddress from = source(request);
            refused =
                    registrar.register(
                            user,
                            asked(request),
                            new Registrar.Source(
                                    from.getAddress().getHostAddress(),
                                    from.getPort(),
                                    TransportOf.request(request)
                                            .toLowerCase(java.util.Locale.ROOT)));
        }
        Response response =
                refused.isPresent()
                        ? Wire.response(
                                request,
                                refused.get().status(),
                                refused.get().reason(),
                                Wire.newTag())
                        : bound(request, user);
        for (Verdict.Extra extra : refused.map(Verdict::extras).orElse(List.of())) {
            Headers.add(response, extra.name(), extra.value());
        }
        respond(event, response);
    }

    private static List<Registrar.Asked> asked(Request request) {
        int standard =
                request.getHeader(ExpiresHeader.NAME) instanceof ExpiresHeader expires
                        ? expires.getExpires()
                        : DEFAULT_EXPIRES;
        var asked = new ArrayList<Registrar.Asked>();
        for (Iterator<?> all = request.getHeaders(ContactHeader.NAME);
                all.hasNext() && asked.size() < 20; ) {
            if (all.next() instanceof ContactHeader contact) {
                int own = contact.getExpires();
                String uri = contact.getAddress().getURI().toString();
                if (uri.length() <= 300) {
                    asked.add(new Registrar.Asked(uri, own >= 0 ? own : standard));
                }
            }
        }
        return asked;
    }

    private Response bound(Request request, String user) throws java.text.ParseException {
        Response response = Wire.response(request, 200, "OK", Wire.newTag());
        for (Binding binding : registrar.bindings(user)) {
            long seconds = registrar.secondsLeft(binding);
            Headers.add(response, "Contact", "<" + binding.contact() + ">;expires=" + seconds);
        }
        return response;
    }

    private void respond(RequestEvent event, Response response)
            throws SipException, InvalidArgumentException {
        transaction(event).sendResponse(response);
    }

    private ServerTransaction transaction(RequestEvent event)
            throws SipException, TransactionAlreadyExistsException {
        ServerTransaction known = event.getServerTransaction();
        return known != null
                ? known
                : office.wire().provider().getNewServerTransaction(event.getRequest());
    }

    private static InetSocketAddress source(Request request) {
        var sip = (gov.nist.javax.sip.message.SIPRequest) request;
        return sip.getPeerPacketSourceAddress() == null
                ? new InetSocketAddress(0)
                : new InetSocketAddress(
                        sip.getPeerPacketSourceAddress(), sip.getPeerPacketSourcePort());
    }
}
