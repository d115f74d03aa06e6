package kept.sip;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.net.ssl.SSLException;
import javax.sip.ClientTransaction;
import javax.sip.InvalidArgumentException;
import javax.sip.SipException;
import javax.sip.SipProvider;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.ContactHeader;
import javax.sip.header.ToHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;

/// How messages of ours are made and sent: with our address, our tags and our contact.
final class Wire {
    private final SipProvider provider;
    private final String address;
    private final int port;
    private final int tlsPort;

    /// @param address the one others reach us by
    Wire(SipProvider provider, String address, int port, int tlsPort) {
        this.provider = provider;
        this.address = address;
        this.port = port;
        this.tlsPort = tlsPort;
    }

    SipProvider provider() {
        return provider;
    }

    String address() {
        return address;
    }

    static String newTag() {
        return UUID.randomUUID().toString().substring(0, 13);
    }

    /// An answer with our reason; the tag makes it ours, except for 100, which has none.
    static Response response(Request request, int status, String reason, String tag)
            throws ParseException {
        Response response = Headers.MESSAGES.createResponse(status, request);
        response.setReasonPhrase(reason);
        if (status > 100 && response.getHeader(ToHeader.NAME) instanceof ToHeader to) {
            if (to.getTag() == null) {
                to.setTag(tag);
            }
        }
        return response;
    }

    ContactHeader contact(String transport) throws ParseException {
        String scheme = "<sip:kept@" + host() + ":" + port(transport);
        String text = scheme + ";transport=" + transport.toLowerCase(Locale.ROOT) + ">";
        return Headers.FACTORY.createContactHeader(Headers.ADDRESSES.createAddress(text));
    }

    /// A request outside of any call.
    Request request(String method, URI target, Address from, Address to, String callId)
            throws ParseException, InvalidArgumentException, SipException {
        String transport = transport(target);
        if (provider.getListeningPoint(transport) == null) {
            throw new SipException(
                    transport, new SSLException("this house does not listen by " + transport));
        }
        ViaHeader via = Headers.FACTORY.createViaHeader(host(), port(transport), transport, null);
        via.setRPort();
        var vias = new ArrayList<ViaHeader>(List.of(via));
        Request request =
                Headers.MESSAGES.createRequest(
                        target,
                        method,
                        Headers.FACTORY.createCallIdHeader(callId),
                        Headers.FACTORY.createCSeqHeader(1L, method),
                        Headers.FACTORY.createFromHeader(from, newTag()),
                        Headers.FACTORY.createToHeader(to, null),
                        vias,
                        Headers.FACTORY.createMaxForwardsHeader(70));
        request.addHeader(contact(transport));
        Headers.add(request, "Allow", Methods.ALLOW);
        Headers.add(request, "Supported", Methods.SUPPORTED);
        return request;
    }

    /// The same request once more, as a new transaction with the next number.
    static Request again(Request request) throws ParseException, InvalidArgumentException {
        Request again = (Request) request.clone();
        var cseq = (javax.sip.header.CSeqHeader) again.getHeader(javax.sip.header.CSeqHeader.NAME);
        cseq.setSeqNumber(cseq.getSeqNumber() + 1);
        if (again.getHeader(ViaHeader.NAME) instanceof ViaHeader via) {
            via.removeParameter("branch");
            via.removeParameter("received");
            via.setRPort();
        }
        if (again.getHeader(ToHeader.NAME) instanceof ToHeader to) {
            to.removeParameter("tag");
        }
        return again;
    }

    ClientTransaction transaction(Request request, Object owner) throws SipException {
        ClientTransaction transaction = provider.getNewClientTransaction(request);
        transaction.setApplicationData(owner);
        return transaction;
    }

    /// Sends it, by TLS only to whom it is meant for.
    static void send(ClientTransaction transaction) throws SipException {
        ServerIdentity.requireOf(transaction);
        transaction.sendRequest();
    }

    /// The host of a SIP address, or of `host:port`.
    static String hostOf(URI target) {
        return target instanceof SipURI sip ? sip.getHost() : "";
    }

    static String hostOf(String hostAndPort) {
        return hostAndPort.replaceFirst("(?<=[^:\\]]|]):\\d{1,5}$", "");
    }

    static void body(Message message, String type, String subtype, String text)
            throws ParseException {
        message.setContent(text, Headers.FACTORY.createContentTypeHeader(type, subtype));
    }

    static String transport(URI target) {
        if (target instanceof SipURI sip) {
            String named = sip.getTransportParam();
            return named == null
                    ? (sip.isSecure() ? "tls" : "udp")
                    : named.toLowerCase(Locale.ROOT);
        }
        return "udp";
    }

    String host() {
        return address.contains(":") ? "[" + address + "]" : address;
    }

    private int port(String transport) {
        return transport.equalsIgnoreCase("tls") ? tlsPort : port;
    }
}
