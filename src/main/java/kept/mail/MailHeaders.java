package kept.mail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The headers of a mail, unfolded, with 8-bit bytes made readable; encoded words stay as they are. Names ignore case.
public final class MailHeaders {
    private final Map<String, List<String>> values;

    MailHeaders(List<Header> headers) {
        var all = new LinkedHashMap<String, List<String>>();
        headers.forEach(header ->
                all.computeIfAbsent(lower(header.name()), _ -> new ArrayList<>())
                        .add(header.value()));
        all.replaceAll((_, list) -> List.copyOf(list));
        values = all;
    }

    /// Every value under that name, in the order of the mail.
    public List<String> all(String name) {
        return values.getOrDefault(lower(name), List.of());
    }

    /// The first value under that name, or an empty string.
    public String first(String name) {
        var all = all(name);
        return all.isEmpty() ? "" : all.getFirst();
    }

    public boolean has(String name) {
        return values.containsKey(lower(name));
    }

    @Override
    public String toString() {
        return values.toString();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /// One header as it stood, unfolded.
    record Header(String name, String value) {}
}
