package kept.catcher;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// By whom a word is given, and on what condition, as its sentence says.
final class Terms extends Reader {
    private static final int LONGEST = 300;
    private static final int NEAR = 5;

    /// What a customer does before we can; "if you have questions" asks nothing of him.
    private static final Set<String> HIS_PART =
            Set.of(
                    "send",
                    "sent",
                    "pay",
                    "paid",
                    "sign",
                    "signed",
                    "confirm",
                    "confirmed",
                    "give",
                    "gave",
                    "provide",
                    "return",
                    "returned",
                    "bring",
                    "approve",
                    "approved",
                    "upload",
                    "uploaded",
                    "fill",
                    "filled",
                    "accept",
                    "accepted",
                    "agree",
                    "agreed",
                    "choose",
                    "chose",
                    "complete",
                    "completed",
                    "register",
                    "registered",
                    "order",
                    "transfer",
                    "transferred",
                    "receive",
                    "received",
                    "got",
                    "get",
                    "post",
                    "email",
                    "mail",
                    "reply",
                    "tell",
                    "let",
                    "call",
                    "photo",
                    "payment",
                    "form",
                    "signature",
                    "approval",
                    "documents",
                    "deposit",
                    "okay",
                    "consent",
                    "answer",
                    "details");

    Terms(List<Token> tokens) {
        super(tokens);
    }

    /// `I`, `we`, or whoever else is named, such as `our technician`.
    String giver(String text, int trigger) {
        for (int i = trigger + 1; i >= 0 && i > trigger - NEAR; i--) {
            if (is(i, "i") || word(i).startsWith("i'")) {
                return "I";
            }
            if (is(i, "we") || word(i).startsWith("we'")) {
                return "we";
            }
            if (i + 1 < trigger && is(i, "our", "my", "the", "a") && trigger - i <= NEAR - 1) {
                return text.substring(tokens.get(i).start(), tokens.get(trigger - 1).end());
            }
        }
        return "we";
    }

    /// What the customer is to do first, in the words of the text; null if nothing is asked of him.
    @Nullable String condition(String text, int trigger) {
        for (int i = 0; i < tokens.size(); i++) {
            int first = opened(i);
            if (first > 0) {
                int end = end(first, trigger);
                if (end > first && asksHim(first, end)) {
                    String words =
                            text.substring(tokens.get(first).start(), tokens.get(end - 1).end());
                    return words.length() > LONGEST ? null : words.replaceAll("\\s+", " ");
                }
            }
        }
        return null;
    }

    /// The token after the words that open a condition, or 0.
    private int opened(int i) {
        if (is(i, "as") && is(i + 1, "soon") && is(i + 2, "as") && !is(i + 3, "possible")) {
            return i + 3;
        }
        if (is(i, "provided") && is(i + 1, "that", "you")) {
            return is(i + 1, "that") ? i + 2 : i + 1;
        }
        return is(i, "once", "if", "after", "when") ? i + 1 : 0;
    }

    /// It goes to the next comma, and not beyond the words by which we commit ourselves after it.
    private int end(int first, int trigger) {
        int end = first;
        while (end < tokens.size()
                && !is(end, ",", ";", ":", "(", ".", "!", "?", "–", "then")
                && !(end > first && end >= trigger - 1 && trigger > first && ours(end))) {
            end++;
        }
        return end;
    }

    private boolean ours(int i) {
        return is(i, "i", "we", "our", "my")
                || word(i).startsWith("i'")
                || word(i).startsWith("we'");
    }

    private boolean asksHim(int first, int end) {
        boolean his = false;
        boolean part = false;
        for (int i = first; i < end; i++) {
            his |= is(i, "you", "your", "you've", "customer");
            part |= HIS_PART.contains(word(i));
        }
        return his && part && !(is(first, "you") && is(first + 1, "have") && is(first + 2, "any"));
    }
}
