package kept.catcher;

import java.util.List;

/// Reads the tokens of one sentence. Whoever reads looks a fixed number of tokens ahead, so the effort grows with the
/// length of the text and no faster.
abstract class Reader {
    final List<Token> tokens;

    Reader(List<Token> tokens) {
        this.tokens = tokens;
    }

    final boolean is(int i, String... words) {
        return i >= 0 && i < tokens.size() && tokens.get(i).is(words);
    }

    /// The word there, or nothing beyond the end.
    final String word(int i) {
        return i >= 0 && i < tokens.size() ? tokens.get(i).text() : "";
    }

    final boolean digits(int i) {
        return i >= 0 && i < tokens.size() && tokens.get(i).number();
    }

    /// True if it is a number of at most that many digits.
    final boolean digits(int i, int most) {
        return digits(i) && word(i).length() <= most;
    }

    final int value(int i) {
        return tokens.get(i).value();
    }

    /// True if no space stands before it.
    final boolean adjacent(int i) {
        return i > 0 && i < tokens.size() && tokens.get(i - 1).end() == tokens.get(i).start();
    }
}
