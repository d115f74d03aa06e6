package kept.sip;

import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import javax.sip.ClientTransaction;
import javax.sip.InvalidArgumentException;
import javax.sip.SipException;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.header.ContactHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps us registered at one provider.
final class Registration implements TrunkRegistration {
    private static final Logger LOG = LoggerFactory.getLogger(Registration.class);
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(2);
    private static final Duration MOST_PAUSE = Duration.ofMinutes(5);

    private final Office office;
    private final TrunkAccount account;
    private final SipURI registrar;
    private final String callId = UUID.randomUUID().toString();
    private final Mailbox mailbox;
    private volatile State state = State.TRYING;
    private volatile int lastStatus;
    private long number;
    private int failures;
    private int expires;
    private boolean proved;
    private @Nullable Future<?> next;

    Registration(Office office, TrunkAccount account, SipURI registrar) {
        this.office = office;
        this.account = account;
        this.registrar = registrar;
        expires = (int) account.expires().toSeconds();
        mailbox = new Mailbox(office.threads());
    }

    void start() {
        mailbox.post(() -> ask(expires));
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public int lastStatus() {
        return lastStatus;
    }

    @Override
    public void close() {
        mailbox.post(() -> {
            boolean bound = state == State.REGISTERED;
            state = State.CLOSED;
            Office.cancel(next);
            if (bound) {
                ask(0);
            }
        });
    }

    void answered(ClientTransaction transaction, Response response) {
        mailbox.post(() -> take(transaction, response));
    }

    void unreachable() {
        mailbox.post(() -> failed(State.UNREACHABLE));
    }

    /// The host whose certificate we want to see.
    String wayTo() {
        return registrar.getHost();
    }

    private void ask(int seconds) {
        proved = false;
        try {
            send(request(seconds));
        } catch (SipException | ParseException | InvalidArgumentException e) {
            ServerIdentity.trouble(e)
                    .ifPresent(why -> LOG.warn("{} is not asked by TLS: {}", account, why));
            LOG.debug("{} could not be asked; it is tried again.", account, e);
            failed(State.UNREACHABLE);
        }
    }

    private Request request(int seconds)
            throws SipException, ParseException, InvalidArgumentException {
        SipURI own = Headers.ADDRESSES.createSipURI(account.user(), registrar.getHost());
        Address self = Headers.ADDRESSES.createAddress(own);
        Request request = office.wire().request(Request.REGISTER, registrar, self, self, callId);
        if (request.getHeader(ContactHeader.NAME) instanceof ContactHeader contact) {
            ((SipURI) contact.getAddress().getURI()).setUser(account.user());
        }
        request.setExpires(Headers.FACTORY.createExpiresHeader(seconds));
        return request;
    }

    private void send(Request request) throws SipException, InvalidArgumentException {
        if (request.getHeader("CSeq") instanceof javax.sip.header.CSeqHeader cseq) {
            cseq.setSeqNumber(++number);
        }
        Wire.send(office.wire().transaction(request, this));
    }

    private void take(ClientTransaction transaction, Response response) {
        int status = response.getStatusCode();
        if (status < 200) {
            return;
        }
        lastStatus = status;
        if (state == State.CLOSED && (status != 401 && status != 407)) {
            return;
        }
        RawMessage raw = Screened.of(response).raw();
        switch (status) {
            case 401, 407 -> prove(transaction, raw, status == 407);
            case 423 -> {
                expires =
                        Math.max(
                                expires + 60,
                                SessionTimer.seconds(raw.first("min-expires")).orElse(0));
                ask(expires);
            }
            case 403, 404 -> failed(State.REFUSED);
            default -> {
                if (status < 300) {
                    registered(response);
                } else {
                    failed(State.UNREACHABLE);
                }
            }
        }
    }

    private void prove(ClientTransaction transaction, RawMessage raw, boolean proxy) {
        Optional<String> proof =
                Digests.authorization(
                        raw.all(proxy ? "proxy-authenticate" : "www-authenticate"),
                        account,
                        Request.REGISTER,
                        transaction.getRequest().getRequestURI().toString());
        if (proved || proof.isEmpty()) {
            failed(State.REFUSED);
            return;
        }
        proved = true;
        try {
            Request again = Wire.again(transaction.getRequest());
            Headers.add(again, proxy ? "Proxy-Authorization" : "Authorization", proof.get());
            send(again);
        } catch (SipException | ParseException | InvalidArgumentException e) {
            LOG.debug("{} could not be asked again; it is tried later.", account, e);
            failed(State.UNREACHABLE);
        }
    }

    private void registered(Response response) {
        if (state != State.REGISTERED) {
            LOG.info("{} sends calls to us now.", account);
        }
        state = State.REGISTERED;
        failures = 0;
        int granted = granted(response);
        next =
                office.later(
                        Duration.ofMillis(Math.max(1, granted) * 800L),
                        mailbox,
                        () -> ask(expires));
    }

    private int granted(Response response) {
        int seconds = response.getExpires() == null ? expires : response.getExpires().getExpires();
        return response.getHeader(ContactHeader.NAME) instanceof ContactHeader contact
                        && contact.getExpires() > 0
                ? contact.getExpires()
                : seconds;
    }

    private void failed(State why) {
        if (state == State.CLOSED) {
            return;
        }
        if (state != why) {
            LOG.warn("{} does not send calls to us ({}); it is tried again.", account, lastStatus);
        }
        state = why;
        Duration pause = LEAST_PAUSE.multipliedBy(1L << Math.min(failures++, 8));
        next =
                office.later(
                        pause.compareTo(MOST_PAUSE) > 0 ? MOST_PAUSE : pause,
                        mailbox,
                        () -> ask(expires));
    }
}
