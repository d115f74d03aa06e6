package kept.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Reads encoded words in headers (RFC 2047, with the language tag of RFC 2231) in one pass. Neighbours of one charset are joined as
/// bytes before decoding, because many programs cut a character in two. What is malformed stays as it stands.
final class EncodedWords {
    // RFC 2047 allows 75; a bound keeps a header full of beginnings linear.
    private static final int LONGEST = 4000;
    private final String text;
    private final StringBuilder out;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private @Nullable String pendingCharset;
    private int nextEnd = -1;

    private EncodedWords(String text) {
        this.text = text;
        this.out = new StringBuilder(text.length());
    }

    static String decode(String text) {
        return text.contains("=?") ? new EncodedWords(text).decoded() : text;
    }

    private String decoded() {
        int at = 0;
        while (at < text.length()) {
            int start = text.indexOf("=?", at);
            if (start < 0) {
                break;
            }
            Word word = wordAt(start);
            String between = text.substring(at, start);
            if (word == null) {
                flush();
                out.append(between).append("=?");
                at = start + 2;
                continue;
            }
            // White space between two encoded words is folding, not text.
            if (pendingCharset == null || !between.isBlank()) {
                flush();
                out.append(between);
            } else if (!word.charset.equalsIgnoreCase(pendingCharset)) {
                flush();
            }
            pendingCharset = word.charset;
            pending.writeBytes(word.bytes);
            at = word.end;
        }
        flush();
        return out.append(text, at, text.length()).toString();
    }

    private void flush() {
        if (pendingCharset != null) {
            out.append(Text.of(pending.toByteArray(), pendingCharset));
            pending.reset();
            pendingCharset = null;
        }
    }

    private @Nullable Word wordAt(int start) {
        int charsetEnd = text.indexOf('?', start + 2);
        if (charsetEnd < 0
                || charsetEnd - start > 80
                || charsetEnd + 2 >= text.length()
                || text.charAt(charsetEnd + 2) != '?') {
            return null;
        }
        int end = endAfter(charsetEnd + 3);
        if (end > start + LONGEST) {
            return null;
        }
        String charset = text.substring(start + 2, charsetEnd);
        int language = charset.indexOf('*');
        String data = text.substring(charsetEnd + 3, end);
        byte[] bytes =
                switch (text.charAt(charsetEnd + 1)) {
                    case 'q', 'Q' -> q(data);
                    case 'b', 'B' -> b(data);
                    default -> null;
                };
        return bytes == null
                ? null
                : new Word(language < 0 ? charset : charset.substring(0, language), bytes, end + 2);
    }

    private int endAfter(int from) {
        if (nextEnd < from) {
            int found = text.indexOf("?=", from);
            nextEnd = found < 0 ? Integer.MAX_VALUE : found;
        }
        return nextEnd;
    }

    private static byte[] q(String data) {
        var bytes = new ByteArrayOutputStream(data.length());
        for (int i = 0; i < data.length(); i++) {
            char c = data.charAt(i);
            if (c == '='
                    && i + 2 < data.length()
                    && hex(data.charAt(i + 1)) >= 0
                    && hex(data.charAt(i + 2)) >= 0) {
                bytes.write(hex(data.charAt(i + 1)) * 16 + hex(data.charAt(i + 2)));
                i += 2;
            } else if (c == '_') {
                bytes.write(' ');
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static byte @Nullable [] b(String data) {
        try {
            return Base64.getMimeDecoder().decode(data.replace("=", ""));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    static int hex(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }

    private record Word(String charset, byte[] bytes, int end) {}
}
