package kept.catcher;

import java.util.List;
import java.util.NavigableSet;
import java.util.Set;

/// Tells which time in a sentence belongs to a commitment in it: not one of a condition, a request, a quotation or of
/// something that was.
final class Clauses extends Reader {
    private static final Set<String> OPENS_OTHER =
            Set.of(
                    "if",
                    "when",
                    "once",
                    "unless",
                    "because",
                    "although",
                    "while",
                    "whenever",
                    "since",
                    "should",
                    "as",
                    "after",
                    "until",
                    "till",
                    "in");
    private static final Set<String> WAS =
            Set.of(
                    "sent", "said", "wrote", "spoke", "bought", "told", "came", "was", "were",
                    "paid", "met", "got", "did", "had", "made", "took", "went", "rang", "left",
                    "saw", "gave");

    private final NavigableSet<Integer> at;

    Clauses(List<Token> tokens, Commitment commitment) {
        super(tokens);
        this.at = commitment.at();
    }

    boolean covers(int first, boolean deadline) {
        if (wasDone(first, deadline)) {
            return false;
        }
        int start = start(first);
        int end = end(first);
        if (!at.subSet(start, end).isEmpty()) {
            return coversInClause(first, start, at.subSet(start, end).first());
        }
        if (OPENS_OTHER.contains(word(start)) && !(is(start, "in", "as") && first == start)) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (is(i, "you", "please", "kindly", "your", "he", "she", "they")
                    || WAS.contains(word(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean coversInClause(int first, int start, int trigger) {
        // "we will refund you if you send it by Friday"
        for (int i = trigger; i < first; i++) {
            if (is(i, "if", "unless", "once", "provided", "whether", "when")
                    && at.subSet(i, first).isEmpty()) {
                return false;
            }
        }
        // "please reply by Friday and we will look"
        for (int i = start; i < first && first < trigger; i++) {
            if (is(i, "please", "kindly")) {
                return false;
            }
        }
        // "you asked on Monday and I will look"
        for (int i = first; i < trigger; i++) {
            if (is(i, "and", "that") && trigger - i < 4 && otherVerb(start, first)) {
                return false;
            }
        }
        return true;
    }

    private boolean otherVerb(int start, int first) {
        for (int i = start; i < first; i++) {
            if (past(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean past(int i) {
        String word = word(i);
        return WAS.contains(word) || (word.length() > 4 && word.endsWith("ed"));
    }

    private boolean wasDone(int first, boolean deadline) {
        if (first == 0 || deadline) {
            return false;
        }
        for (int i = first - 1; i >= 0 && i > first - 4; i--) {
            boolean past = past(i) || is(i, "bill", "invoice", "letter", "statement", "meeting");
            if (!past) {
                if (at.contains(i) || is(i, "be", "being", "get", "gets")) {
                    return false;
                }
                continue;
            }
            for (int j = i - 1; j >= 0 && j >= i - 4; j--) {
                if (is(j, "be", "been", "get", "gets", "have", "is", "are", "'ll", "will")
                        || word(j).endsWith("'ll")
                        || at.contains(j)) {
                    return false;
                }
            }
            return true;
        }
        return false;
    }

    private int start(int i) {
        int start = i;
        while (start > 0 && !ends(start - 1)) {
            start--;
        }
        return start;
    }

    private int end(int i) {
        int end = i;
        while (end < tokens.size() && !ends(end)) {
            end++;
        }
        return end;
    }

    /// A comma between words, not one inside a date.
    private boolean ends(int i) {
        if (is(i, ";", ":", "(", ")", "–", "but")) {
            return !(is(i, ":") && digits(i - 1));
        }
        return is(i, ",") && !digits(i + 1) && !Names.MONTHS.containsKey(word(i + 1));
    }
}
