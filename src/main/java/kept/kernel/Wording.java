package kept.kernel;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What people read, in their language, from `messages/<about>_<language>.properties`; in English where we do not speak
/// theirs. Names in braces are filled in once: what is filled in is never looked at for names again.
public record Wording(Locale locale, Map<String, String> texts) {
    /// The languages that every bundle is written in.
    public static final List<String> LANGUAGES = List.of("en", "de", "es", "fr");

    private static final Pattern NAME = Pattern.compile("\\{([a-zA-Z]+)}");
    private static final Map<String, Wording> READ = new ConcurrentHashMap<>();

    /// @param about the bundle, for example `letters`
    /// @param language a BCP 47 tag, for example `de-AT`
    public static Wording of(String about, String language) {
        String asked = Locale.forLanguageTag(language).getLanguage();
        String spoken = LANGUAGES.contains(asked) ? asked : "en";
        return READ.computeIfAbsent(about + "_" + spoken, Wording::read);
    }

    private static Wording read(String name) {
        var properties = new Properties();
        try (var in = Wording.class.getResourceAsStream("/messages/" + name + ".properties")) {
            if (in == null) {
                throw new IllegalStateException("There are no words in messages/" + name);
            }
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var texts = new java.util.TreeMap<String, String>();
        properties
                .stringPropertyNames()
                .forEach(key -> texts.put(key, properties.getProperty(key)));
        return new Wording(
                Locale.forLanguageTag(name.substring(name.lastIndexOf('_') + 1)),
                Map.copyOf(texts));
    }

    /// The text with names and what they stand for in turn: `text("until", "due", "Friday")`.
    public String text(String key, String... filled) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalStateException("There are no words for " + key);
        }
        return NAME.matcher(text)
                .replaceAll(name -> Matcher.quoteReplacement(value(name.group(1), filled)));
    }

    private static String value(String name, String... filled) {
        for (int i = 0; i + 1 < filled.length; i += 2) {
            if (filled[i].equals(name)) {
                return filled[i + 1];
            }
        }
        throw new IllegalStateException("Nothing stands for {" + name + "}");
    }
}
