package kept.sip;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sip.message.Request;

/// The key in an INFO request: `Signal=5` (application/dtmf-relay) or the key alone (application/dtmf).
final class InfoDigit {
    private static final Pattern KEY =
            Pattern.compile(
                    "\\s*(?:Signal\\s*=\\s*)?([0-9A-Da-d*#]|1[0-5])\\s*(?:[\\r\\n].*)?",
                    Pattern.DOTALL);
    private static final String EVENTS = "0123456789*#ABCD";

    private InfoDigit() {}

    static Optional<Character> in(Request request) {
        byte[] body = request.getRawContent();
        if (body == null || body.length > 200) {
            return Optional.empty();
        }
        var key = KEY.matcher(new String(body, StandardCharsets.US_ASCII));
        if (!key.matches()) {
            return Optional.empty();
        }
        String name = key.group(1).toUpperCase(java.util.Locale.ROOT);
        // Star and hash are also told by their numbers 10 and 11.
        return Optional.of(
                name.length() == 2 ? EVENTS.charAt(Integer.parseInt(name)) : name.charAt(0));
    }
}
