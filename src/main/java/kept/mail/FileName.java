package kept.mail;

import java.util.Locale;
import java.util.Map;

/// Makes a file name that a stranger sent harmless to show and to save: the last step of a path, no control, direction or
/// reserved characters, no leading or trailing dots, at most 120 characters with its ending kept.
final class FileName {
    private static final int LONGEST = 120;
    private static final Map<String, String> ENDINGS =
            Map.ofEntries(
                    Map.entry("text/plain", ".txt"),
                    Map.entry("text/html", ".html"),
                    Map.entry("text/calendar", ".ics"),
                    Map.entry("image/jpeg", ".jpg"),
                    Map.entry("image/png", ".png"),
                    Map.entry("image/gif", ".gif"),
                    Map.entry("application/pdf", ".pdf"),
                    Map.entry("application/ms-tnef", ".dat"),
                    Map.entry("message/rfc822", ".eml"),
                    Map.entry("message/delivery-status", ".txt"));

    private FileName() {}

    static String clean(String claimed, String contentType, int number) {
        String path = claimed.replace('\\', '/');
        String name = path.substring(path.lastIndexOf('/') + 1);
        var kept = new StringBuilder();
        name.codePoints().filter(FileName::isAllowed).forEach(kept::appendCodePoint);
        name = kept.toString().strip();
        while (name.startsWith(".") || name.startsWith(" ")) {
            name = name.substring(1);
        }
        while (name.endsWith(".") || name.endsWith(" ")) {
            name = name.substring(0, name.length() - 1);
        }
        if (name.isEmpty()) {
            return "part-"
                    + number
                    + ENDINGS.getOrDefault(contentType.toLowerCase(Locale.ROOT), ".bin");
        }
        return shortened(name);
    }

    private static String shortened(String name) {
        if (name.length() <= LONGEST) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String ending = dot > 0 && name.length() - dot <= 12 ? name.substring(dot) : "";
        int end = LONGEST - ending.length();
        if (Character.isHighSurrogate(name.charAt(end - 1))) {
            end--;
        }
        return name.substring(0, end) + ending;
    }

    private static boolean isAllowed(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.PRIVATE_USE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && c != 0xFFFD
                && "<>:\"|?*".indexOf(c) < 0;
    }
}
