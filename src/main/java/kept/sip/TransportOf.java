package kept.sip;

import javax.sip.header.ViaHeader;
import javax.sip.message.Request;

/// By which transport a request came.
final class TransportOf {
    private TransportOf() {}

    static String request(Request request) {
        return request.getHeader(ViaHeader.NAME) instanceof ViaHeader via
                ? via.getTransport()
                : "udp";
    }
}
