package kept.mail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;

/// Tells whether two mails are the same one, from their bytes alone.
final class MailIdentity {
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
            for (int i = at; i < last; i++) {
                if (raw[i] != '\r') {
                    digest.update(raw[i]);
                }
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
        String head =
                new String(raw, 0, Math.min(raw.length, 64 << 10), StandardCharsets.ISO_8859_1);
        for (String line : head.split("\r?\n", -1)) {
            if (line.isEmpty()) {
                break;
            }
            if (line.regionMatches(true, 0, "message-id:", 0, 11)) {
                String id = line.substring(11).strip();
                return id.length() > 500 ? id.substring(0, 500) : id;
            }
        }
        return "";
    }
}
