package kept.sip;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A SIP message as it came, cut into its first line, its headers (unfolded, compact names written out, lower case) and the
/// length of its body. It is what the stack's parser no longer tells: what stood twice, and how it was written.
record RawMessage(String firstLine, List<Header> headers, int bodyLength) {
    private static final int MAX_BYTES = 65_535;
    private static final int MAX_HEADERS = 200;
    private static final int MAX_VALUES = 500;
    private static final int MAX_LINE = 8_192;
    private static final Map<String, String> COMPACT =
            Map.ofEntries(
                    Map.entry("i", "call-id"),
                    Map.entry("m", "contact"),
                    Map.entry("e", "content-encoding"),
                    Map.entry("l", "content-length"),
                    Map.entry("c", "content-type"),
                    Map.entry("f", "from"),
                    Map.entry("s", "subject"),
                    Map.entry("k", "supported"),
                    Map.entry("t", "to"),
                    Map.entry("v", "via"),
                    Map.entry("o", "event"),
                    Map.entry("r", "refer-to"),
                    Map.entry("x", "session-expires"));

    record Header(String name, String value) {}

    /// Empty for what is no message at all: keep-alives, noise, and what is longer than any datagram.
    static Optional<RawMessage> read(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return Optional.empty();
        }
        int start = 0;
        while (start < bytes.length && bytes[start] <= ' ' && bytes[start] >= 0) {
            start++;
        }
        int end = endOfHeaders(bytes, start);
        String head = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        String[] lines = head.split("\r\n|\n|\r");
        if (lines[0].isEmpty()) {
            return Optional.empty();
        }
        var headers = new ArrayList<Header>();
        for (int i = 1; i < lines.length && headers.size() < MAX_HEADERS; i++) {
            var value = new StringBuilder(lines[i]);
            while (i + 1 < lines.length && folded(lines[i + 1])) {
                value.append(' ').append(lines[++i].strip());
            }
            headers.add(header(value.toString()));
        }
        int body = end;
        for (int breaks = 0; breaks < 2 && body < bytes.length; breaks++) {
            body +=
                    bytes[body] == '\r' && body + 1 < bytes.length && bytes[body + 1] == '\n'
                            ? 2
                            : 1;
        }
        return Optional.of(
                new RawMessage(lines[0], List.copyOf(headers), Math.max(0, bytes.length - body)));
    }

    /// Whether it has more headers, values in them or longer ones than anybody needs. What must stand in a list costs the stack more with each one that is
    /// there already.
    boolean excessive() {
        return headers.size() >= MAX_HEADERS
                || firstLine.length() > MAX_LINE
                || headers.stream().anyMatch(header -> header.value().length() > MAX_LINE)
                || headers.stream()
                                .mapToLong(header ->
                                        header.value().chars().filter(c -> c == ',').count())
                                .sum()
                        > MAX_VALUES;
    }

    boolean request() {
        return !firstLine.startsWith("SIP/");
    }

    /// The values of a header by its long name in lower case.
    List<String> all(String name) {
        return headers.stream()
                .filter(header -> header.name().equals(name))
                .map(Header::value)
                .toList();
    }

    Optional<String> first(String name) {
        return headers.stream()
                .filter(header -> header.name().equals(name))
                .map(Header::value)
                .findFirst();
    }

    int count(String name) {
        return all(name).size();
    }

    private static Header header(String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            return new Header("", line);
        }
        String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        return new Header(COMPACT.getOrDefault(name, name), line.substring(colon + 1).strip());
    }

    private static boolean folded(String line) {
        return line.startsWith(" ") || line.startsWith("\t");
    }

    private static int endOfHeaders(byte[] bytes, int start) {
        for (int i = start; i + 1 < bytes.length; i++) {
            boolean bare = bytes[i] == '\n' && bytes[i + 1] == '\n';
            boolean whole =
                    i + 3 < bytes.length
                            && bytes[i] == '\r'
                            && bytes[i + 1] == '\n'
                            && bytes[i + 2] == '\r'
                            && bytes[i + 3] == '\n';
            if (bare || whole) {
                return i;
            }
        }
        return bytes.length;
    }
}
