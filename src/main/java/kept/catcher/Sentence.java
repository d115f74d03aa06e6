package kept.catcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A sentence of a text, and where it stands.
record Sentence(String text, int start, int end) {
    private static final int SHORT_LINE = 40;
    private static final Set<String> SHORTENED =
            Set.of(
                    "mr", "mrs", "ms", "dr", "st", "no", "nr", "approx", "e.g", "i.e", "jan", "feb",
                    "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon",
                    "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "a.m", "p.m",
                    "a", "p");

    boolean asks() {
        return text.endsWith("?");
    }

    /// On one line.
    String line() {
        return text.replaceAll("\\s+", " ");
    }

    static List<Sentence> of(String text) {
        var sentences = new ArrayList<Sentence>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ends =
                    switch (c) {
                        case '!', '?', '…' -> atSpace(text, i + 1);
                        case '.' ->
                                atSpace(text, i + 1)
                                        && !shortened(text, start, i)
                                        && !smallNext(text, i + 1);
                        case '\n' -> lineEnds(text, start, i);
                        default -> false;
                    };
            if (ends) {
                add(sentences, text, start, i + 1);
                start = i + 1;
            }
        }
        add(sentences, text, start, text.length());
        return sentences;
    }

    private static void add(List<Sentence> sentences, String text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        if (end > start) {
            sentences.add(new Sentence(text.substring(start, end), start, end));
        }
    }

    private static boolean atSpace(String text, int at) {
        return at >= text.length()
                || Character.isWhitespace(text.charAt(at))
                || "\")’”".indexOf(text.charAt(at)) >= 0;
    }

    private static boolean smallNext(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at < text.length() && Character.isLowerCase(text.charAt(at));
    }

    private static boolean shortened(String text, int from, int dot) {
        int start = dot;
        while (start > from
                && dot - start < 8
                && (Character.isLetter(text.charAt(start - 1)) || text.charAt(start - 1) == '.')) {
            start--;
        }
        String word = text.substring(start, dot).toLowerCase(Locale.ROOT);
        if (!SHORTENED.contains(word)) {
            return false;
        }
        // "at 3 p.m. We call" ends there, "Nov. 25" and "Mr. Weber" do not
        return (!word.startsWith("p") && !word.startsWith("a.") && !word.equals("a"))
                || !capitalNext(text, dot + 1);
    }

    private static boolean capitalNext(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at >= text.length()
                || (Character.isUpperCase(text.charAt(at)) && !dayOrMonth(text, at));
    }

    private static boolean dayOrMonth(String text, int at) {
        int end = at;
        while (end < text.length() && end - at < 12 && Character.isLetter(text.charAt(end))) {
            end++;
        }
        String word = text.substring(at, end).toLowerCase(Locale.ROOT);
        return Names.DAYS.containsKey(word) || Names.MONTHS.containsKey(word);
    }

    /// A line that was only wrapped goes on; a greeting, a list and an empty line do not.
    private static boolean lineEnds(String text, int start, int at) {
        int next = at + 1;
        while (next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '\r')) {
            next++;
        }
        if (next >= text.length()
                || (!Character.isLowerCase(text.charAt(next))
                        && !Character.isDigit(text.charAt(next)))) {
            return true;
        }
        int lineStart = Math.max(start, text.lastIndexOf('\n', at - 1) + 1);
        return at - lineStart < SHORT_LINE;
    }
}
