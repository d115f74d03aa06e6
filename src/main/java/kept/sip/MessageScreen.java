package kept.sip;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Refuses the requests that the stack's parser lets through although RFC 3261 does not allow them or we cannot serve them (RFC 4475).
/// It reads the message as it came, before any transaction exists, and answers in our own words.
final class MessageScreen {
    private static final Pattern FIRST_LINE =
            Pattern.compile("(\\S+) (\\S+) (SIP/\\d{1,9}\\.\\d{1,9})");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9.!%*_+`'~-]{1,64}");
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.+");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,10}");
    private static final Pattern CSEQ = Pattern.compile("(\\d{1,10})\\s+(\\S+)");
    private static final Pattern WEEKDAY_DATE =
            Pattern.compile(
                    "(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT");
    private static final List<String> BODIES =
            List.of(
                    "application/sdp",
                    "application/dtmf-relay",
                    "application/dtmf",
                    "message/sipfrag",
                    "multipart/mixed",
                    "multipart/alternative");
    private static final long MAX_CSEQ = 0x7fff_ffffL;

    private final RawMessage message;
    private String method = "";

    private MessageScreen(RawMessage message) {
        this.message = message;
    }

    /// Empty for what may go on.
    ///
    /// @param stream whether the body is read later, so that its length cannot be compared yet (TCP)
    static Optional<Verdict> judge(RawMessage message, boolean stream) {
        var screen = new MessageScreen(message);
        return screen.firstLine()
                .or(screen::counts)
                .or(screen::sequence)
                .or(screen::addresses)
                .or(() -> screen.length(stream))
                .or(screen::numbers)
                .or(screen::services);
    }

    private Optional<Verdict> firstLine() {
        String line = message.firstLine();
        var words = FIRST_LINE.matcher(line);
        if (!words.matches()) {
            return Optional.of(Verdict.malformed("Request Line"));
        }
        method = words.group(1);
        String uri = words.group(2);
        var scheme = SCHEME.matcher(uri);
        if (!TOKEN.matcher(method).matches() || !scheme.matches()) {
            return Optional.of(Verdict.malformed("Request Line"));
        }
        if (!words.group(3).equals("SIP/2.0")) {
            return Optional.of(Verdict.of(505, "Version Not Supported"));
        }
        return switch (scheme.group(1).toLowerCase(Locale.ROOT)) {
            case "sip", "sips" -> requestUri(uri);
            case "tel" -> Optional.empty();
            default -> Optional.of(Verdict.of(416, "Unsupported URI Scheme"));
        };
    }

    /// Headers hidden in a request URI have no place there (RFC 3261 section 19.1.1).
    private Optional<Verdict> requestUri(String uri) {
        int at = uri.lastIndexOf('@');
        boolean hidden = uri.indexOf('?', at + 1) >= 0;
        return hidden || !Addresses.hostIn(uri)
                ? Optional.of(Verdict.malformed("Request URI"))
                : Optional.empty();
    }

    private Optional<Verdict> counts() {
        for (String once : List.of("from", "to", "call-id", "cseq")) {
            int count = message.count(once);
            if (count == 0) {
                return Optional.of(Verdict.malformed("Request, Missing " + title(once)));
            }
            if (count > 1) {
                return Optional.of(Verdict.malformed("Request, Repeated " + title(once)));
            }
        }
        for (String once : List.of("content-length", "max-forwards", "content-type")) {
            if (message.count(once) > 1) {
                return Optional.of(Verdict.malformed("Request, Repeated " + title(once)));
            }
        }
        // RFC 2543 did without; nothing could be sent within such a call.
        if (method.equals("INVITE") && message.count("contact") == 0) {
            return Optional.of(Verdict.malformed("Request, Missing Contact"));
        }
        return message.headers().stream().anyMatch(header -> header.name().isEmpty())
                ? Optional.of(Verdict.malformed("Header"))
                : Optional.empty();
    }

    private Optional<Verdict> sequence() {
        var cseq = CSEQ.matcher(message.first("cseq").orElse(""));
        if (!cseq.matches() || Long.parseLong(cseq.group(1)) > MAX_CSEQ) {
            return Optional.of(Verdict.malformed("CSeq"));
        }
        return cseq.group(2).equals(method)
                ? Optional.empty()
                : Optional.of(Verdict.malformed("CSeq, Another Method"));
    }

    private Optional<Verdict> addresses() {
        for (String name : List.of("from", "to", "contact")) {
            for (String value : message.all(name)) {
                if (!Addresses.wellFormed(value)) {
                    return Optional.of(Verdict.malformed(title(name)));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Verdict> length(boolean stream) {
        Optional<String> length = message.first("content-length");
        if (length.isEmpty()) {
            return Optional.empty();
        }
        if (!NUMBER.matcher(length.get()).matches()) {
            return Optional.of(Verdict.malformed("Content-Length"));
        }
        return !stream && Long.parseLong(length.get()) > message.bodyLength()
                ? Optional.of(Verdict.malformed("Content-Length, Body Too Short"))
                : Optional.empty();
    }

    private Optional<Verdict> numbers() {
        Optional<String> hops = message.first("max-forwards");
        if (hops.isPresent()) {
            if (!NUMBER.matcher(hops.get()).matches() || Long.parseLong(hops.get()) > 255) {
                return Optional.of(Verdict.malformed("Max-Forwards"));
            }
            if (Long.parseLong(hops.get()) == 0 && !method.equals("ACK")) {
                return Optional.of(Verdict.of(483, "Too Many Hops"));
            }
        }
        Optional<String> date = message.first("date");
        return date.isPresent() && !WEEKDAY_DATE.matcher(date.get()).matches()
                ? Optional.of(Verdict.malformed("Date"))
                : Optional.empty();
    }

    private Optional<Verdict> services() {
        if (!Methods.SPOKEN.contains(method)) {
            return Optional.of(Verdict.of(405, "Method Not Allowed", "Allow", Methods.ALLOW));
        }
        if (method.equals("ACK") || method.equals("CANCEL")) {
            return Optional.empty();
        }
        List<String> unknown =
                message.all("require").stream()
                        .flatMap(value -> Arrays.stream(value.split(",")))
                        .map(String::strip)
                        .filter(each -> !each.isEmpty() && !each.equals(Methods.SUPPORTED))
                        .toList();
        if (!unknown.isEmpty()) {
            String names = String.join(", ", unknown);
            return Optional.of(Verdict.of(420, "Bad Extension", "Unsupported", printable(names)));
        }
        return body().or(this::accepted);
    }

    private Optional<Verdict> body() {
        if (message.bodyLength() == 0 && message.first("content-type").isEmpty()) {
            return Optional.empty();
        }
        String encoding = message.first("content-encoding").orElse("identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            return Optional.of(
                    Verdict.of(415, "Unsupported Encoding", "Accept-Encoding", "identity"));
        }
        String type =
                message.first("content-type")
                        .orElse("application/sdp")
                        .replaceFirst(";.*", "")
                        .replace(" ", "")
                        .toLowerCase(Locale.ROOT);
        return BODIES.contains(type)
                ? Optional.empty()
                : Optional.of(
                        Verdict.of(415, "Unsupported Media Type", "Accept", "application/sdp"));
    }

    /// What we answer to an INVITE is SDP; who does not read it is told so at once.
    private Optional<Verdict> accepted() {
        List<String> accept = message.all("accept");
        boolean reads =
                accept.isEmpty()
                        || accept.stream()
                                .map(value -> value.toLowerCase(Locale.ROOT))
                                .anyMatch(value ->
                                        value.contains("application/sdp")
                                                || value.contains("application/*")
                                                || value.contains("*/*"));
        return reads || !method.equals("INVITE")
                ? Optional.empty()
                : Optional.of(Verdict.of(406, "Not Acceptable", "Accept", "application/sdp"));
    }

    private static String printable(String text) {
        String plain = text.replaceAll("[^ -~]", "");
        return plain.substring(0, Math.min(200, plain.length()));
    }

    private static String title(String name) {
        return switch (name) {
            case "cseq" -> "CSeq";
            case "call-id" -> "Call-ID";
            case "content-length" -> "Content-Length";
            case "content-type" -> "Content-Type";
            case "max-forwards" -> "Max-Forwards";
            case "from" -> "From";
            case "to" -> "To";
            default -> "Contact";
        };
    }
}
