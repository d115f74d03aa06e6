package kept.cpaas;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The fields of a form as browsers write it (application/x-www-form-urlencoded).
final class Form {
    static final int LARGEST = 16_384;
    private static final int MOST_FIELDS = 100;

    private Form() {}

    /// Empty for what is no form, has too much in it, or a field twice.
    static Optional<Map<String, String>> read(byte[] body) {
        var fields = new LinkedHashMap<String, String>();
        String text = new String(body, StandardCharsets.UTF_8);
        String[] parts = text.split("&", MOST_FIELDS + 1);
        if (body.length > LARGEST || parts.length > MOST_FIELDS) {
            return Optional.empty();
        }
        try {
            for (String part : parts) {
                int at = part.indexOf('=');
                if (part.isEmpty()) {
                    continue;
                }
                String name = decoded(at < 0 ? part : part.substring(0, at));
                if (fields.put(name, at < 0 ? "" : decoded(part.substring(at + 1))) != null) {
                    return Optional.empty();
                }
            }
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        return Optional.of(fields);
    }

    /// @param fields names and values by turns
    static byte[] write(List<String> fields) {
        return java.util.stream.IntStream.range(0, fields.size() / 2)
                .mapToObj(i -> encoded(fields.get(2 * i)) + "=" + encoded(fields.get(2 * i + 1)))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
