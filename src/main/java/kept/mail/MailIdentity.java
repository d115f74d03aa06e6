package kept.mail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;

/// Tells whether two mails are the same one, from their bytes alone.
final class MailIdentity {
    private static final String ID = "message-id:";
    private static final int LONGEST_ID = 500;
    private static final int LONGEST_HEAD = 64 << 10;
    private static final List<String> TRACES =
            List.of(
                    "received:",
                    "return-path:",
                    "delivered-to:",
                    "x-original-to:",
                    "authentication-results:",
                    "received-spf:",
                    "arc-",
                    "x-spam",
                    "envelope-to:",
                    "delivery-date:",
                    "status:",
                    "x-status:",
                    "x-mozilla",
                    "x-uid:",
                    "content-length:",
                    "lines:");

    private MailIdentity() {}

    /// What makes a mail the same mail: all of it but the traces that servers add on the way.
    static byte[] hash(byte[] raw) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            int at = 0;
            boolean trace = false;
            while (at < raw.length) {
                int end = at;
                while (end < raw.length && raw[end] != '\n') {
                    end++;
                }
                int length = end - at - (end > at && raw[end - 1] == '\r' ? 1 : 0);
                if (length == 0) {
                    break;
                }
                boolean continued = raw[at] == ' ' || raw[at] == '\t';
                if (!continued) {
                    trace = isTrace(raw, at, length);
                }
                if (!trace) {
                    digest.update(raw, at, length);
                    digest.update((byte) '\n');
                }
                at = end + 1;
            }
            // servers differ in line ends, and in whether the last line has one
            int last = raw.length;
            while (last > at && (raw[last - 1] == '\n' || raw[last - 1] == '\r')) {
                last--;
            }
            for (int from = at; from < last; ) {
                int to = from;
                while (to < last && raw[to] != '\r') {
                    to++;
                }
                digest.update(raw, from, to - from);
                from = to + 1;
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isTrace(byte[] raw, int at, int length) {
        String name =
                new String(raw, at, Math.min(length, 40), StandardCharsets.ISO_8859_1)
                        .toLowerCase(Locale.ROOT);
        for (String trace : TRACES) {
            if (name.startsWith(trace)) {
                return true;
            }
        }
        return false;
    }

    /// The first Message-ID header, or an empty text.
    static String messageId(byte[] raw) {
        int most = Math.min(raw.length, LONGEST_HEAD);
        for (int at = 0; at < most; ) {
            int end = at;
            while (end < most && raw[end] != '\n') {
                end++;
            }
            int length = end - at - (end > at && raw[end - 1] == '\r' ? 1 : 0);
            if (length == 0) {
                break;
            }
            if (raw[at] == 'M' || raw[at] == 'm') {
                String line = new String(raw, at, length, StandardCharsets.ISO_8859_1);
                if (line.regionMatches(true, 0, ID, 0, ID.length())) {
                    String id = line.substring(ID.length()).strip();
                    return id.length() > LONGEST_ID ? id.substring(0, LONGEST_ID) : id;
                }
            }
            at = end + 1;
        }
        return "";
    }
}
