package kept.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The value of Content-Type or Content-Disposition: a lower-case word and parameters (RFC 2045), with pieces and
/// charsets by RFC 2231 and, because many send them, encoded words. Tolerates what is malformed.
record ContentHeader(String value, Map<String, String> parameters) {
    private static final int MOST_PARAMETERS = 200;

    static ContentHeader parse(String header) {
        var scan = new Scan(header.length() > 20_000 ? header.substring(0, 20_000) : header);
        String value = scan.upTo(";").strip().toLowerCase(Locale.ROOT);
        var raw = new LinkedHashMap<String, String>();
        while (scan.more() && raw.size() < MOST_PARAMETERS) {
            scan.skipPast(';');
            String name = scan.upTo("=;").strip().toLowerCase(Locale.ROOT);
            if (scan.skipPast('=') && !name.isEmpty()) {
                raw.putIfAbsent(name, scan.parameterValue());
            }
        }
        return new ContentHeader(value, joined(raw));
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    private static Map<String, String> joined(Map<String, String> raw) {
        var pieces = new LinkedHashMap<String, TreeMap<Integer, Piece>>();
        var plain = new LinkedHashMap<String, String>();
        raw.forEach((name, value) -> {
            int star = name.indexOf('*');
            if (star <= 0) {
                plain.put(name, EncodedWords.decode(value));
                return;
            }
            boolean encoded = name.endsWith("*");
            String number =
                    name.substring(
                            star + 1,
                            encoded && name.length() > star + 1
                                    ? name.length() - 1
                                    : name.length());
            if (number.length() <= 4 && number.chars().allMatch(c -> c >= '0' && c <= '9')) {
                pieces.computeIfAbsent(name.substring(0, star), _ -> new TreeMap<>())
                        .put(
                                number.isEmpty() ? 0 : Integer.parseInt(number),
                                new Piece(encoded, value));
            }
        });
        pieces.forEach((name, list) -> plain.put(name, text(list)));
        return plain;
    }

    private static String text(TreeMap<Integer, Piece> pieces) {
        String charset = null;
        var bytes = new ByteArrayOutputStream();
        for (Piece piece : pieces.values()) {
            String value = piece.value;
            if (piece.encoded && charset == null) {
                int first = value.indexOf('\'');
                int second = value.indexOf('\'', first + 1);
                charset = first < 0 || second < 0 ? "utf-8" : value.substring(0, first);
                value = second < 0 ? value : value.substring(second + 1);
            }
            if (piece.encoded) {
                percentDecoded(value, bytes);
            } else {
                bytes.writeBytes(value.getBytes(StandardCharsets.UTF_8));
            }
        }
        return Text.of(bytes.toByteArray(), charset);
    }

    private static void percentDecoded(String value, ByteArrayOutputStream bytes) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) == '%'
                    && i + 2 < value.length()
                    && EncodedWords.hex(value.charAt(i + 1)) >= 0
                    && EncodedWords.hex(value.charAt(i + 2)) >= 0) {
                bytes.write(
                        EncodedWords.hex(value.charAt(i + 1)) * 16
                                + EncodedWords.hex(value.charAt(i + 2)));
                i += 2;
            } else {
                bytes.writeBytes(value.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private record Piece(boolean encoded, String value) {}

    private static final class Scan {
        private final String text;
        private int at;

        Scan(String text) {
            this.text = text;
        }

        boolean more() {
            return at < text.length();
        }

        String upTo(String ends) {
            int from = at;
            while (more() && ends.indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(from, at);
        }

        boolean skipPast(char expected) {
            boolean there = more() && text.charAt(at) == expected;
            if (there) {
                at++;
            }
            return there;
        }

        String parameterValue() {
            while (more() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (!more() || text.charAt(at) != '"') {
                return upTo(";").strip();
            }
            at++;
            var quoted = new StringBuilder();
            while (more() && text.charAt(at) != '"') {
                // Windows paths are sent unescaped: a backslash hides only a quote or itself.
                if (text.charAt(at) == '\\'
                        && at + 1 < text.length()
                        && "\"\\".indexOf(text.charAt(at + 1)) >= 0) {
                    at++;
                }
                quoted.append(text.charAt(at++));
            }
            upTo(";");
            return quoted.toString();
        }
    }
}
