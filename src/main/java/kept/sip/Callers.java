package kept.sip;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.address.TelURL;
import javax.sip.address.URI;
import javax.sip.header.FromHeader;
import javax.sip.message.Request;

/// Reads who calls whom. Of a trunk the asserted identity (RFC 3325) goes before From, because anybody can write From.
final class Callers {
    private static final Pattern ASSERTED =
            Pattern.compile("(?:\"?([^\"<]*)\"?\\s*)?<(?:sips?|tel):([^@;>]*).*", Pattern.DOTALL);
    private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");
    private static final int MAX = 100;

    private Callers() {}

    static Caller of(Request request, boolean trunk) {
        RawMessage raw = Screened.of(request).raw();
        Address from =
                request.getHeader(FromHeader.NAME) instanceof FromHeader header
                        ? header.getAddress()
                        : null;
        String user = from == null ? "" : user(from.getURI());
        String privacy = String.join(";", raw.all("privacy")).toLowerCase(Locale.ROOT);
        boolean withheld =
                privacy.contains("id")
                        || privacy.contains("user")
                        || user.equalsIgnoreCase("anonymous")
                        || (from != null && from.getURI().toString().contains("anonymous.invalid"));
        if (withheld) {
            return Caller.WITHHELD;
        }
        Optional<String> asserted = trunk ? raw.first("p-asserted-identity") : Optional.empty();
        String display = from == null || from.getDisplayName() == null ? "" : from.getDisplayName();
        return asserted.map(ASSERTED::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(found -> found.group(2))
                .map(number -> Caller.of(clean(number), clean(display)))
                .orElse(Caller.of(user, clean(display)));
    }

    static String called(Request request) {
        return user(request.getRequestURI());
    }

    static String user(URI uri) {
        return switch (uri) {
            case SipURI sip -> clean(sip.getUser() == null ? "" : sip.getUser());
            case TelURL tel -> clean((tel.isGlobal() ? "+" : "") + tel.getPhoneNumber());
            default -> "";
        };
    }

    private static String clean(String text) {
        String plain =
                ESCAPE.matcher(text.replaceAll(";.*", ""))
                        .replaceAll(escape -> {
                            char letter = (char) Integer.parseInt(escape.group(1), 16);
                            return letter < ' ' || letter > '~' || letter == '$' || letter == '\\'
                                    ? ""
                                    : String.valueOf(letter);
                        });
        String safe = plain.replaceAll("\\p{Cntrl}", "").strip();
        return safe.substring(0, Math.min(MAX, safe.length()));
    }
}
