package kept.mail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kept.kernel.EmailAddress;
import kept.mail.MimeTree.Entity;
import org.jspecify.annotations.Nullable;

/// Reads out of a delivery report whom the mail did not reach and why (RFC 3464; failing that the words before the returned mail).
final class BounceReader {
    private static final int LONGEST = 20_000;
    private static final List<String> RETURNED =
            Phrases.list(
                    """
                    --- below this line is a copy|message headers follow|this is a copy of the message|--- the header of the original|----- original message|--- undelivered message follows|
                    original message headers|-----original message|original message follows|----- message header follows|----- unsent message|
                    ----- original header|--- original message|the original message|your original message|header of original|message header:|
                    ----- unsent|included is a copy of the message header|content-type: message/rfc822|-- the following text was|
                    the following is the initial part|received: from|return-path: <|message from yahoo|--- returned mail follows|hier ist eine kopie|
                    --- the following message|original message:|the first 50 lines|your message headers follow|bounced e-mail:
                    """);

    private BounceReader() {}

    static Bounce read(List<Entity> leaves, MailHeaders headers, String text) {
        Map<String, String> status = deliveryStatus(leaves);
        MailHeaders original = original(leaves, text);
        String words = beforeReturned(text);
        String diagnostic = status.getOrDefault("diagnostic-code", "");
        String named =
                status.getOrDefault(
                        "final-recipient",
                        status.getOrDefault(
                                "original-recipient", headers.first("X-Failed-Recipients")));
        String recipient = address(named);
        if (recipient.isEmpty()) {
            recipient = firstAddress(words, headers);
        }
        if (recipient.isEmpty()) {
            recipient = address(original.first("To"));
        }
        String action = status.getOrDefault("action", "").toLowerCase(Locale.ROOT);
        String code = EnhancedStatus.in(diagnostic + " ");
        String claimed = EnhancedStatus.in(status.getOrDefault("status", ""));
        BounceReason reason =
                action.startsWith("delivered")
                                || action.startsWith("relayed")
                                || action.startsWith("expanded")
                        ? BounceReason.DELIVERED
                        : BounceReasons.of(diagnostic, code, claimed, action, words);
        String shown =
                code.isEmpty() || code.endsWith(".0.0")
                        ? (claimed.isEmpty() ? EnhancedStatus.in(words) : claimed)
                        : code;
        return new Bounce(
                EmailAddress.parse(recipient).map(EmailAddress::toString).orElse(null),
                reason,
                reason.isHard(),
                shown,
                HeaderLine.shown(diagnostic.isEmpty() ? words : diagnostic, 500),
                messageId(original));
    }

    /// The fields of the report, those of the first recipient over those of the whole.
    private static Map<String, String> deliveryStatus(List<Entity> leaves) {
        var fields = new HashMap<String, String>();
        for (Entity leaf : leaves) {
            if (!leaf.type().endsWith("delivery-status")) {
                continue;
            }
            String text = Text.of(leaf.body(), 0, Math.min(leaf.body().length, LONGEST), null);
            String last = "";
            for (String line : text.lines().toList()) {
                int colon = line.indexOf(':');
                if (!line.isEmpty() && Character.isWhitespace(line.charAt(0)) && !last.isEmpty()) {
                    fields.merge(last, line.strip(), (a, b) -> a + " " + b);
                } else if (colon > 0) {
                    last = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                    if (fields.containsKey(last)) {
                        last = "";
                    } else {
                        fields.put(last, line.substring(colon + 1).strip());
                    }
                } else {
                    last = "";
                }
            }
        }
        return fields;
    }

    private static MailHeaders original(List<Entity> leaves, String text) {
        for (Entity leaf : leaves) {
            if (leaf.type().equals("message/rfc822")
                    || leaf.type().equals("text/rfc822-headers")
                    || leaf.type().equals("message/global")) {
                return MimeTree.headersOf(leaf.body());
            }
        }
        var fields = new ArrayList<MailHeaders.Header>();
        for (String line :
                text.substring(Math.min(beforeReturned(text).length(), text.length()))
                        .lines()
                        .limit(400)
                        .toList()) {
            int colon = line.indexOf(':');
            if (colon > 1 && colon < 40 && line.charAt(0) > ' ') {
                fields.add(
                        new MailHeaders.Header(
                                line.substring(0, colon), line.substring(colon + 1).strip()));
            }
        }
        return new MailHeaders(fields);
    }

    private static String beforeReturned(String text) {
        String start = text.substring(0, Math.min(text.length(), LONGEST));
        String lower = start.toLowerCase(Locale.ROOT);
        int end = start.length();
        for (String mark : RETURNED) {
            int at = lower.indexOf(mark);
            // A report that starts with such words has not said anything yet.
            if (at > 80 && at < end) {
                end = at;
            }
        }
        return start.substring(0, Math.min(end, start.length()));
    }

    private static String address(String value) {
        int semicolon = value.indexOf(';');
        String plain = value.substring(semicolon + 1).strip();
        int open = plain.indexOf('<');
        int close = plain.indexOf('>', open + 1);
        plain = open >= 0 && close > open ? plain.substring(open + 1, close) : plain;
        int comma = plain.indexOf(',');
        return (comma < 0 ? plain : plain.substring(0, comma)).strip();
    }

    private static String firstAddress(String words, MailHeaders headers) {
        String own =
                headers.first("To").toLowerCase(Locale.ROOT)
                        + headers.first("From").toLowerCase(Locale.ROOT);
        for (String word : words.split("[\\s<>()\"',;:\\[\\]]+", 3000)) {
            String plain = word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
            if (plain.indexOf('@') > 0
                    && EmailAddress.parse(plain).isPresent()
                    && !own.contains(plain.toLowerCase(Locale.ROOT))) {
                return plain;
            }
        }
        return "";
    }

    private static @Nullable String messageId(MailHeaders original) {
        String id = original.first("Message-ID").strip();
        return id.startsWith("<") && id.endsWith(">") && id.length() < 998 ? id : null;
    }
}
