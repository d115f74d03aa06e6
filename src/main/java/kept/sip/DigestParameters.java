package kept.sip;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The parameters of one Authorization or WWW-Authenticate header of the scheme Digest (RFC 7616); names in lower case, quotes gone.
record DigestParameters(Map<String, String> values) {
    private static final int MAX = 4_096;
    private static final Pattern PARAMETER =
            Pattern.compile(
                    "\\s*([A-Za-z0-9-]{1,40})\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s\",]++))\\s*(?:,|$)");

    /// Empty for another scheme and for what cannot be read.
    static Optional<DigestParameters> parse(String header) {
        if (header.length() > MAX || !header.regionMatches(true, 0, "Digest ", 0, 7)) {
            return Optional.empty();
        }
        var values = new HashMap<String, String>();
        var matcher = PARAMETER.matcher(header).region(7, header.length());
        while (matcher.lookingAt()) {
            String value = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
            String name = matcher.group(1).toLowerCase(Locale.ROOT);
            values.put(name, value.replaceAll("\\\\(.)", "$1"));
            if (matcher.end() == header.length()) {
                return Optional.of(new DigestParameters(Map.copyOf(values)));
            }
            matcher.region(matcher.end(), header.length());
        }
        return Optional.empty();
    }

    String get(String name) {
        return values.getOrDefault(name, "");
    }

    /// The name of the hash as Java knows it, or empty for one that we do not speak.
    Optional<String> algorithm() {
        return switch (values.getOrDefault("algorithm", "MD5").toUpperCase(Locale.ROOT)) {
            case "MD5" -> Optional.of("MD5");
            case "SHA-256" -> Optional.of("SHA-256");
            default -> Optional.empty();
        };
    }
}
