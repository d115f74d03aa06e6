package kept.sip;

import java.nio.charset.StandardCharsets;
import javax.sip.header.ContentTypeHeader;
import javax.sip.message.Message;

/// Finds the session description in a body, be it the whole or one part of a multipart body (RFC 5621).
final class SessionBody {
    private SessionBody() {}

    static SessionReading parse(Message message, byte[] body) {
        boolean parts =
                message.getHeader(ContentTypeHeader.NAME) instanceof ContentTypeHeader type
                        && "multipart".equalsIgnoreCase(type.getContentType());
        if (!parts) {
            return SessionDescription.parse(body);
        }
        String text = new String(body, StandardCharsets.UTF_8);
        int start = text.indexOf("v=0");
        if (start < 0) {
            return new SessionReading.Refused(415, "No Session Description");
        }
        int end = text.indexOf("\r\n--", start);
        String part = text.substring(start, end < 0 ? text.length() : end);
        return SessionDescription.parse(part.getBytes(StandardCharsets.UTF_8));
    }
}
