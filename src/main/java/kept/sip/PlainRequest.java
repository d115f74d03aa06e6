package kept.sip;

import java.util.regex.Pattern;

/// The text of a request that stands for one we refuse: only what an answer must repeat (RFC 3261 section 8.2.6).
final class PlainRequest {
    private static final Pattern CSEQ =
            Pattern.compile("(\\d{1,9})\\s+([A-Za-z0-9.!%*_+`'~-]{1,64})");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,5}");
    private static final String NOBODY = "<sip:nobody@nowhere.invalid>;tag=nobody";

    private PlainRequest() {}

    /// @param plain whether From, To and Call-ID are replaced, because they cannot be read
    /// @param stream whether the length of the body is needed to find the next message
    static String of(RawMessage raw, boolean plain, boolean stream) {
        var cseq = CSEQ.matcher(raw.first("cseq").orElse(""));
        boolean counted = cseq.matches();
        String method = counted ? cseq.group(2) : "OPTIONS";
        String number = counted ? cseq.group(1) : "1";
        var text = new StringBuilder(400);
        text.append(method).append(" sip:kept@nowhere.invalid SIP/2.0\r\n");
        raw.all("via").forEach(via -> line(text, "Via", via));
        line(text, "From", plain ? NOBODY : raw.first("from").orElse(NOBODY));
        line(text, "To", plain ? NOBODY : raw.first("to").orElse(NOBODY));
        line(text, "Call-ID", plain ? "none" : raw.first("call-id").orElse("none"));
        line(text, "CSeq", number + " " + method);
        line(text, "Max-Forwards", "70");
        String length =
                raw.first("content-length")
                        .filter(value -> stream && LENGTH.matcher(value).matches())
                        .orElse("0");
        line(text, "Content-Length", length);
        return text.append("\r\n").toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append("\r\n");
    }
}
