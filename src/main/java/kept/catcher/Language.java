package kept.catcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// A language in which words are caught. Whatever it is written in, a sentence is read as the same tokens: English stays
/// as it is, phrases of the others are replaced, longest first, and keep their places in the text.
sealed interface Language {
    List<Language> ALL =
            List.of(new English(), Phrases.read("de"), Phrases.read("es"), Phrases.read("fr"));

    /// How many of the tokens are words that almost every sentence of this language has.
    int common(List<Token> tokens);

    List<Token> read(List<Token> tokens);

    /// ISO 639-1.
    String code();

    /// That of most common words; English if none has more.
    static Language of(List<Token> tokens) {
        var best = ALL.getFirst();
        int most = Math.max(1, best.common(tokens));
        for (var language : ALL) {
            int common = language.common(tokens);
            if (common > most) {
                best = language;
                most = common;
            }
        }
        return best;
    }

    /// What the rules are written in.
    record English() implements Language {
        private static final Set<String> COMMON =
                Set.of(
                        "the", "you", "your", "i", "we", "will", "to", "and", "is", "it", "of",
                        "our", "be", "by", "for", "with", "have", "this", "at", "on", "i'll",
                        "we'll", "my", "are", "that", "please", "if", "not");

        @Override
        public int common(List<Token> tokens) {
            return count(tokens, COMMON);
        }

        @Override
        public List<Token> read(List<Token> tokens) {
            return tokens;
        }

        @Override
        public String code() {
            return "en";
        }
    }

    /// A language that is read through a list of its phrases (`catcher/<code>.tsv`: phrase, tab, tokens).
    record Phrases(
            String code, Set<String> commonWords, Map<String, List<String>> meanings, int longest)
            implements Language {
        static Phrases read(String code) {
            try (InputStream in =
                    Objects.requireNonNull(
                            Language.class.getResourceAsStream("/catcher/" + code + ".tsv"))) {
                var meanings = new HashMap<String, List<String>>();
                Set<String> common = Set.of();
                int longest = 1;
                for (String line :
                        new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                    if (line.startsWith("# ")) {
                        common = Set.copyOf(List.of(line.substring(2).split(" ")));
                        continue;
                    }
                    int tab = line.indexOf('\t');
                    var words = Token.of(line, 0, tab).stream().map(Token::text).toList();
                    longest = Math.max(longest, words.size());
                    meanings.put(
                            String.join(" ", words), List.of(line.substring(tab + 1).split(" ")));
                }
                return new Phrases(code, common, Map.copyOf(meanings), longest);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public int common(List<Token> tokens) {
            return count(tokens, commonWords);
        }

        @Override
        public List<Token> read(List<Token> tokens) {
            var read = new ArrayList<Token>();
            int i = 0;
            while (i < tokens.size()) {
                int words = matching(tokens, i);
                if (words == 0) {
                    read.add(tokens.get(i++));
                    continue;
                }
                int start = tokens.get(i).start();
                int end = tokens.get(i + words - 1).end();
                for (String word : Objects.requireNonNull(meanings.get(phrase(tokens, i, words)))) {
                    read.add(new Token(word, start, end));
                }
                i += words;
            }
            return read;
        }

        private int matching(List<Token> tokens, int i) {
            for (int words = Math.min(longest, tokens.size() - i); words > 0; words--) {
                if (meanings.containsKey(phrase(tokens, i, words))) {
                    return words;
                }
            }
            return 0;
        }

        private static String phrase(List<Token> tokens, int i, int words) {
            var phrase = new StringBuilder(tokens.get(i).text().toLowerCase(Locale.ROOT));
            for (int j = i + 1; j < i + words; j++) {
                phrase.append(' ').append(tokens.get(j).text());
            }
            return phrase.toString();
        }
    }

    private static int count(List<Token> tokens, Set<String> words) {
        int count = 0;
        for (var token : tokens) {
            count += words.contains(token.text()) ? 1 : 0;
        }
        return count;
    }
}
