package kept.catcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// How alike two texts of customers are in what they are about: the cosine between their words, where words that mean the
/// same thing in service count as one, in four languages, ends of words are cut, words that are in every letter count
/// nothing, and a misspelt word still shares its parts.
public final class Likeness {
    /// From here on two texts of the same customer are taken to be about the same matter.
    public static final double SAME_MATTER = 0.22;

    private static final int MOST_WORDS = 400;
    private static final double PART = 0.25;
    private static final double MEANING = 1.6;
    private static final Set<String> COMMON =
            Set.of(
                    """
                    the and you your our for that this with have has had was were are not but from will would can
                    could please thank thanks hello dear hi regards best kind just also any all been being did does
                    don't i'm it's its they them there then than when what which who how why about again still now
                    today yesterday tomorrow day days week weeks month time times since after before because very
                    much more some one two three get got want need know tell told said say make made back here out
                    off yet only into over too may shall should let ask asked help problem issue question service
                    customer support mail email call called promised promise sir madam der die das und ich wir sie
                    ist nicht ein eine einen mit für auf von den dem des zu im am es mir mich uns ihr ihre habe
                    haben wurde wird seit noch immer bitte danke guten tag auch aber que los las una por con para
                    del está esta hola gracias favor pero como más muy les est pas une pour avec dans sur vous nous
                    votre mon ma mes bonjour merci mais plus depuis toujours
                    """
                            .split("\\s+"));
    private static final Map<String, String> MEANINGS = read();

    private final Map<String, Double> weights;
    private final double length;

    private Likeness(Map<String, Double> weights) {
        this.weights = weights;
        this.length = Math.sqrt(weights.values().stream().mapToDouble(w -> w * w).sum());
    }

    /// Reads a text once, to be held against others.
    public static Likeness of(String text) {
        var counts = new HashMap<String, Double>();
        int words = 0;
        for (var token : Token.of(text, 0, Math.min(text.length(), 20_000))) {
            String word = token.text();
            if (word.length() < 3 || !Character.isLetter(word.charAt(0)) || COMMON.contains(word)) {
                continue;
            }
            if (++words > MOST_WORDS) {
                break;
            }
            add(counts, word);
        }
        // the tenth time says hardly more than the second
        counts.replaceAll((_, count) -> 1 + Math.log(Math.max(count, 0.1)));
        counts.replaceAll((key, weight) ->
                Math.max(0, weight)
                        * (key.startsWith("=") ? MEANING : key.startsWith("~") ? PART : 1));
        return new Likeness(counts);
    }

    private static void add(Map<String, Double> counts, String word) {
        String stem = stem(word);
        String meaning = MEANINGS.get(word);
        if (meaning == null) {
            meaning = MEANINGS.get(stem);
        }
        if (meaning != null) {
            counts.merge("=" + meaning, 1.0, Double::sum);
            return;
        }
        counts.merge(stem, 1.0, Double::sum);
        for (int i = 0; i + 4 <= stem.length() && stem.length() > 4; i++) {
            counts.merge("~" + stem.substring(i, i + 4), 1.0, Double::sum);
        }
    }

    private static String stem(String word) {
        for (String end : new String[] {"ings", "ing", "ies", "ed", "es", "en", "er", "s", "e"}) {
            if (word.length() - end.length() >= 4 && word.endsWith(end)) {
                return word.substring(0, word.length() - end.length());
            }
        }
        return word;
    }

    /// From 0, nothing in common, to 1, the same words.
    public double to(Likeness other) {
        if (length == 0 || other.length == 0) {
            return 0;
        }
        var few = weights.size() < other.weights.size() ? this : other;
        var many = few == this ? other : this;
        double shared = 0;
        for (var word : few.weights.entrySet()) {
            shared += word.getValue() * many.weights.getOrDefault(word.getKey(), 0.0);
        }
        return shared / (length * other.length);
    }

    private static Map<String, String> read() {
        try (InputStream in =
                Objects.requireNonNull(
                        Likeness.class.getResourceAsStream("/catcher/likeness.tsv"))) {
            var meanings = new HashMap<String, String>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.startsWith("#")) {
                    String[] words = line.split("\t");
                    for (String word : words) {
                        meanings.putIfAbsent(word, words[0]);
                    }
                }
            }
            return Map.copyOf(meanings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
