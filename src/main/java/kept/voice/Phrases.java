package kept.voice;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kept.media.Sound;
import kept.prompts.Prompts;
import org.springframework.stereotype.Component;

/// Says the house's own [Texts] in the language of a line. What nobody can say in that language is said in English, so that a caller
/// hears words rather than a beep; what the owner wrote himself is in his own language already.
@Component
class Phrases {
    private static final String ENGLISH = "en";
    private static final List<String> OTHERS = List.of("de", "es", "fr");

    private final Prompts prompts;
    private final Map<String, Map<String, String>> byLanguage = new HashMap<>();

    Phrases(Prompts prompts) {
        this.prompts = prompts;
        OTHERS.forEach(language -> byLanguage.put(language, new HashMap<>()));
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        Phrases.class.getResourceAsStream(
                                                "/messages/telephone.tsv")),
                                StandardCharsets.UTF_8))) {
            lines.lines().map(line -> line.split("\t", -1)).forEach(this::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(String[] words) {
        for (int i = 0; i < OTHERS.size(); i++) {
            Objects.requireNonNull(byLanguage.get(OTHERS.get(i))).put(words[0], words[i + 1]);
        }
    }

    /// Several texts one after the other.
    Sound say(String language, List<String> texts) {
        return prompts.joined(texts.stream().map(text -> say(language, text)).toList());
    }

    Sound say(String language, String text) {
        String own = in(language, text);
        return !own.equals(text) && !prompts.sayable(language, own)
                ? prompts.say(ENGLISH, text)
                : prompts.say(own.equals(text) && isOurs(text) ? ENGLISH : language, own);
    }

    /// A text of the house in a language, or itself where it has none.
    String in(String language, String text) {
        return byLanguage.getOrDefault(language, Map.of()).getOrDefault(text, text);
    }

    private static boolean isOurs(String text) {
        return Texts.all().contains(text);
    }
}
