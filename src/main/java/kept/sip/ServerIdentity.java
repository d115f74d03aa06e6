package kept.sip;

import gov.nist.javax.sip.ClientTransactionExt;
import gov.nist.javax.sip.TlsSecurityPolicy;
import gov.nist.javax.sip.stack.SIPClientTransaction;
import gov.nist.javax.sip.stack.TLSMessageChannel;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.HandshakeCompletedEvent;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.sip.ClientTransaction;
import javax.sip.SipException;
import org.jspecify.annotations.Nullable;

/// Whether whom we reached by TLS is whom we meant: its certificate names the domain that was asked for (RFC 5922 section 7.2). That
/// somebody whom Java trusts has signed it was seen in the handshake already.
final class ServerIdentity implements TlsSecurityPolicy {
    /// For a connection that was made just now, before anything is sent by it.
    @Override
    public void enforceTlsPolicy(@Nullable ClientTransactionExt transaction) {
        if (!(transaction instanceof SIPClientTransaction request)
                || !(request.getMessageChannel() instanceof TLSMessageChannel channel)) {
            throw asIs(new SSLHandshakeException("nobody knows who is to be reached"));
        }
        var event = channel.getHandshakeCompletedListener().getHandshakeCompletedEvent();
        try {
            require(event, wayTo(transaction));
        } catch (SSLException e) {
            closeAt(event);
            throw asIs(new SSLHandshakeException(e.getMessage()));
        }
    }

    /// The same for a connection that is there already, made perhaps for another domain at the same address.
    ///
    /// @throws SipException if it leads to somebody else
    static void requireOf(ClientTransaction transaction) throws SipException {
        if (transaction instanceof SIPClientTransaction request
                && request.getMessageChannel() instanceof TLSMessageChannel channel
                && channel.isHandshakeCompleted()
                && channel.getHandshakeCompletedListener() != null) {
            String wanted = wayTo(transaction);
            var event = channel.getHandshakeCompletedListener().getHandshakeCompletedEvent();
            try {
                if (event == null || !cameToUs(event) || !DomainNames.literal(wanted)) {
                    require(event, wanted);
                }
            } catch (SSLException e) {
                throw new SipException("not sent", e);
            }
        }
    }

    /// Why TLS did not come about, if it was that.
    static Optional<String> trouble(Exception problem) {
        for (Throwable at = problem; at != null; at = at.getCause()) {
            if (at instanceof SSLException) {
                return Optional.of(
                        at.getMessage() + ". Under TLS, docs/voice.md says what must fit.");
            }
        }
        return Optional.empty();
    }

    private static void require(@Nullable HandshakeCompletedEvent event, String wanted)
            throws SSLException {
        if (event == null) {
            throw new SSLPeerUnverifiedException("no certificate of " + wanted + " was seen");
        }
        var certificate = (X509Certificate) event.getPeerCertificates()[0];
        if (!DomainNames.in(certificate).contains(DomainNames.plain(wanted))) {
            throw new SSLPeerUnverifiedException(
                    "the certificate names "
                            + DomainNames.in(certificate)
                            + " and not "
                            + DomainNames.plain(wanted));
        }
    }

    /// A phone that connected to us showed no certificate; it is known by its address, where it proved itself.
    private static boolean cameToUs(HandshakeCompletedEvent event) {
        return !event.getSocket().getUseClientMode();
    }

    private static String wayTo(ClientTransaction transaction) {
        return switch (transaction.getApplicationData()) {
            case OutgoingLeg leg -> leg.wayTo();
            case Registration registration -> registration.wayTo();
            case null, default -> Wire.hostOf(transaction.getRequest().getRequestURI());
        };
    }

    private static void closeAt(@Nullable HandshakeCompletedEvent event) {
        try {
            if (event != null) {
                event.getSocket().close();
            }
        } catch (IOException _) {
            // it is closed already
        }
    }

    /// The stack takes any other exception for a passing trouble, and goes on with the connection.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> RuntimeException asIs(Throwable problem) throws E {
        throw (E) problem;
    }
}
