package kept.sip;

import gov.nist.javax.sip.SipStackImpl;
import java.util.ArrayList;
import java.util.Properties;
import java.util.TooManyListenersException;
import java.util.UUID;
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
            stack = new SipStackImpl(properties(settings));
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
        Thread.ofVirtual().name("sip-stop").start(stack::stop);
    }

    private int listenTls(LineSettings settings)
            throws InvalidArgumentException,
                    javax.sip.TransportNotSupportedException,
                    javax.sip.TransportAlreadySupportedException,
                    ObjectInUseException {
        int chosen =
                FreePort.at(settings.host(), settings.tls().map(LineSettings.Tls::port).orElse(0));
        provider.addListeningPoint(
                stack.createListeningPoint(settings.host(), chosen, ListeningPoint.TLS));
        return chosen;
    }

    private static Properties properties(LineSettings settings) {
        var properties = new Properties();
        properties.setProperty("javax.sip.STACK_NAME", "kept-" + UUID.randomUUID());
        set(properties, "STACK_LOGGER", StackLog.class.getName());
        set(properties, "SERVER_LOGGER", MessageLogOff.class.getName());
        set(properties, "THREAD_POOL_SIZE", "2");
        set(properties, "REENTRANT_LISTENER", "true");
        set(properties, "AUTOMATIC_DIALOG_ERROR_HANDLING", "true");
        set(properties, "RECEIVE_UDP_BUFFER_SIZE", String.valueOf(4 << 20));
        set(properties, "SEND_UDP_BUFFER_SIZE", String.valueOf(4 << 20));
        set(properties, "MAX_MESSAGE_SIZE", "65535");
        set(properties, "READ_TIMEOUT", "5000");
        set(properties, "CONNECTION_TIMEOUT", "3000");
        set(properties, "MAX_CONNECTIONS", "1000");
        set(properties, "ALWAYS_ADD_RPORT", "true");
        set(properties, "EARLY_DIALOG_TIMEOUT_SECONDS", "600");
        settings.tls()
                .ifPresent(tls -> {
                    properties.setProperty("javax.net.ssl.keyStore", tls.keyStore().toString());
                    properties.setProperty("javax.net.ssl.trustStore", tls.keyStore().toString());
                    properties.setProperty("javax.net.ssl.keyStorePassword", tls.password());
                    properties.setProperty("javax.net.ssl.keyStoreType", "PKCS12");
                    set(properties, "TLS_CLIENT_PROTOCOLS", "TLSv1.3, TLSv1.2");
                    set(properties, "TLS_CLIENT_AUTH_TYPE", "Disabled");
                });
        return properties;
    }

    private static void set(Properties properties, String name, String value) {
        properties.setProperty("gov.nist.javax.sip." + name, value);
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
