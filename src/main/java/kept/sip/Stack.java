package kept.sip;

import gov.nist.javax.sip.EventWrapper;
import gov.nist.javax.sip.SipStackImpl;
import java.util.ArrayList;
import java.util.TooManyListenersException;
import javax.sip.IOExceptionEvent;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.ObjectInUseException;
import javax.sip.PeerUnavailableException;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import kept.kernel.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The SIP stack with our parser and gate in front, listening by UDP and TCP and, where set, TLS.
final class Stack {
    private static final Logger LOG = LoggerFactory.getLogger(Stack.class);
    private final SipStackImpl stack;
    private final SipProvider provider;
    private final int port;
    private final int tlsPort;

    Stack(LineSettings settings) {
        port = FreePort.at(settings.host(), settings.port());
        try {
            stack = new SipStackImpl(StackProperties.of(settings));
            stack.setMessageParserFactory(ignored -> new ScreeningParser());
            ListeningPoint datagrams =
                    stack.createListeningPoint(settings.host(), port, ListeningPoint.UDP);
            provider = stack.createSipProvider(datagrams);
            provider.addListeningPoint(
                    stack.createListeningPoint(settings.host(), port, ListeningPoint.TCP));
            tlsPort = settings.tls().isPresent() ? listenTls(settings) : port;
        } catch (PeerUnavailableException
                | InvalidArgumentException
                | javax.sip.TransportNotSupportedException
                | javax.sip.TransportAlreadySupportedException
                | ObjectInUseException e) {
            throw refused(settings, e);
        }
    }

    SipStackImpl transactions() {
        return stack;
    }

    SipProvider provider() {
        return provider;
    }

    int port() {
        return port;
    }

    int tlsPort() {
        return tlsPort;
    }

    void start(SipListener listener, Gate gate) {
        try {
            stack.sipMessageValves.add(gate);
            provider.addSipListener(listener);
            stack.start();
        } catch (TooManyListenersException | SipException e) {
            throw new IllegalStateException("The SIP stack did not start", e);
        }
    }

    void stop() {
        for (ListeningPoint each :
                new ArrayList<>(java.util.List.of(provider.getListeningPoints()))) {
            try {
                provider.removeListeningPoint(each);
                stack.deleteListeningPoint(each);
            } catch (ObjectInUseException e) {
                LOG.debug("A port is still in use; it closes with the stack.", e);
            }
        }
        // It sleeps for a second; the ports are free already.
        Thread.ofVirtual().name("sip-stop").start(this::stopThreads);
    }

    /// The thread that delivers events looks whether it is to end only after an event.
    private void stopThreads() {
        var events = stack.getEventScanner();
        stack.stop();
        if (events != null) {
            events.addEvent(
                    new EventWrapper(new IOExceptionEvent(this, "", 0, ListeningPoint.UDP), null));
        }
    }

    private int listenTls(LineSettings settings)
            throws InvalidArgumentException,
                    javax.sip.TransportNotSupportedException,
                    javax.sip.TransportAlreadySupportedException,
                    ObjectInUseException {
        var tls = settings.tls().orElseThrow();
        String host = tls.host().isEmpty() ? settings.host() : tls.host();
        int chosen = FreePort.at(host, tls.port());
        stack.setTlsSecurityPolicy(new ServerIdentity());
        provider.addListeningPoint(stack.createListeningPoint(host, chosen, ListeningPoint.TLS));
        return chosen;
    }

    private static Refusal refused(LineSettings settings, Exception cause) {
        LOG.debug("The telephone could not be opened.", cause);
        return Refusal.conflict(
                "The telephone cannot listen at "
                        + settings.host()
                        + ":"
                        + settings.port()
                        + ". Choose a free port and an address of this machine.");
    }
}
