package kept.catcher;

import java.util.List;
import java.util.Set;

/// Tells whether a customer reminds us of a word he says we gave: "you said by Monday", "I was promised a call", "your
/// colleague told me that somebody would come on Friday".
final class Reminder extends Reader {
    private static final Set<String> GAVE =
            Set.of(
                    "promised",
                    "said",
                    "told",
                    "assured",
                    "guaranteed",
                    "agreed",
                    "committed",
                    "confirmed");
    private static final Set<String> OURS =
            Set.of(
                    "you",
                    "colleague",
                    "agent",
                    "technician",
                    "engineer",
                    "they",
                    "she",
                    "he",
                    "somebody",
                    "someone",
                    "operator",
                    "adviser",
                    "advisor",
                    "team",
                    "office",
                    "driver",
                    "company",
                    "staff",
                    "representative",
                    "y'all",
                    "who");

    Reminder(List<Token> tokens) {
        super(tokens);
    }

    /// @param dated whether the sentence names a time
    boolean given(boolean dated) {
        for (int i = 0; i < tokens.size(); i++) {
            if (GAVE.contains(word(i))
                    && !is(i - 1, "not", "never", "didn't")
                    && (ours(i) || toMe(i))) {
                return is(i, "promised", "guaranteed", "assured", "committed") || dated;
            }
        }
        return false;
    }

    private boolean ours(int i) {
        for (int j = i - 1; j >= 0 && j >= i - 4; j--) {
            if (is(j, "i", "we") && !is(j + 1, "was", "were")) {
                return false;
            }
            if (OURS.contains(word(j))) {
                return true;
            }
        }
        return false;
    }

    /// "I was promised", "we have been told".
    private boolean toMe(int i) {
        return is(i - 1, "was", "were", "been")
                && (is(i - 2, "i", "we", "have", "had") || is(i - 3, "i", "we"));
    }
}
