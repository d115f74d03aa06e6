package kept.catcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A word, a number or a sign of a text, in small letters, and where it stands.
record Token(String text, int start, int end) {
    private static final int MOST_DIGITS = 9;

    boolean number() {
        return Character.isDigit(text.charAt(0)) && text.length() <= MOST_DIGITS;
    }

    int value() {
        return Integer.parseInt(text);
    }

    boolean is(String... words) {
        for (String word : words) {
            if (word.equals(text)) {
                return true;
            }
        }
        return false;
    }

    static List<Token> of(String text, int from, int to) {
        var tokens = new ArrayList<Token>();
        int at = from;
        while (at < to) {
            char c = text.charAt(at);
            int end = at + 1;
            if (asciiDigit(c)) {
                while (end < to && asciiDigit(text.charAt(end))) {
                    end++;
                }
            } else if (Character.isLetter(c)) {
                while (end < to
                        && (Character.isLetter(text.charAt(end)) || apostrophe(text, end, to))) {
                    end++;
                }
            } else if (Character.isWhitespace(c)) {
                at++;
                continue;
            }
            tokens.add(
                    new Token(
                            text.substring(at, end).replace('’', '\'').toLowerCase(Locale.ROOT),
                            at,
                            end));
            at = end;
        }
        return tokens;
    }

    private static boolean asciiDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean apostrophe(String text, int at, int to) {
        char c = text.charAt(at);
        return (c == '\'' || c == '’') && at + 1 < to && Character.isLetter(text.charAt(at + 1));
    }
}
