package kept.sip;

import gov.nist.javax.sip.message.SIPMessage;
import java.net.InetAddress;
import java.util.Locale;
import javax.sip.address.SipURI;
import javax.sip.header.ContactHeader;

/// Puts where a telephone really speaks from in place of the address it gives as its contact, so that what follows within a call
/// reaches it: one behind NAT knows no other than its private address, and one that came by TLS can be reached by its own connection
/// alone (as RFC 5626 does). Behind a proxy that stays on the way (Record-Route) nothing is changed.
final class RealContact {
    private RealContact() {}

    static void in(SIPMessage message, String transport) {
        InetAddress source = message.getPeerPacketSourceAddress();
        if (source == null
                || message.getRecordRouteHeaders() != null
                || !(message.getHeader(ContactHeader.NAME) instanceof ContactHeader contact)
                || !(contact.getAddress() != null
                        && contact.getAddress().getURI() instanceof SipURI uri)) {
            return;
        }
        boolean tls = transport.toLowerCase(Locale.ROOT).equals("tls");
        if (tls || hidden(uri.getHost(), source)) {
            try {
                uri.setHost(source.getHostAddress());
                uri.setPort(message.getPeerPacketSourcePort());
                uri.setTransportParam(transport.toLowerCase(Locale.ROOT));
            } catch (java.text.ParseException e) {
                throw new IllegalStateException("An address can be written", e);
            }
        }
    }

    /// Whether a host is the private address of another network than the one it speaks from.
    private static boolean hidden(String host, InetAddress source) {
        if (!DomainNames.literal(host)) {
            return false;
        }
        try {
            InetAddress given = InetAddress.ofLiteral(DomainNames.plain(host));
            return !given.equals(source)
                    && (given.isSiteLocalAddress()
                            || given.isLinkLocalAddress()
                            || given.isAnyLocalAddress());
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
