package kept.promises;

import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/// Where in a sentence our side commits itself, how surely, and to what kind of thing.
record Commitment(List<Token> tokens, NavigableSet<Integer> at, double confidence, String kind) {
    private static final Set<String> OUR_SIDE = Set.of("i", "we");
    private static final Set<String> DOES =
            Set.of(
                    "call",
                    "come",
                    "send",
                    "reply",
                    "ring",
                    "visit",
                    "deliver",
                    "refund",
                    "phone",
                    "write",
                    "check",
                    "get",
                    "let",
                    "tell",
                    "email",
                    "mail",
                    "answer",
                    "repair",
                    "fix",
                    "ship",
                    "dispatch",
                    "replace",
                    "return",
                    "collect",
                    "fetch",
                    "bring",
                    "pay",
                    "credit",
                    "transfer",
                    "contact",
                    "update",
                    "inform",
                    "confirm",
                    "look",
                    "finish",
                    "install",
                    "activate",
                    "give",
                    "arrange",
                    "report",
                    "start",
                    "follow",
                    "resolve");
    private static final Set<String> DOING =
            Set.of(
                    "calling",
                    "coming",
                    "sending",
                    "visiting",
                    "delivering",
                    "refunding",
                    "shipping",
                    "dispatching",
                    "replacing",
                    "installing",
                    "collecting",
                    "going",
                    "bringing",
                    "paying",
                    "activating",
                    "arriving",
                    "returning",
                    "getting");
    private static final Set<String> RECEIVES =
            Set.of(
                    "get",
                    "receive",
                    "have",
                    "hear",
                    "see",
                    "find",
                    "be",
                    "expect",
                    "also",
                    "then",
                    "definitely",
                    "certainly",
                    "now");
    private static final Set<String> AGREED =
            Set.of("scheduled", "booked", "arranged", "confirmed", "planned", "set", "reserved");
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

    static Commitment in(List<Token> tokens) {
        var at = new TreeSet<Integer>();
        double confidence = 0;
        for (int i = 0; i < tokens.size(); i++) {
            double here = strength(tokens, i);
            if (here > 0) {
                at.add(i);
                confidence = Math.max(confidence, here);
            }
        }
        return new Commitment(tokens, at, confidence, confidence == 0 ? "promise" : kind(tokens));
    }

    private static double strength(List<Token> tokens, int i) {
        var token = tokens.get(i);
        String word = token.text();
        if (word.endsWith("'ll") || token.is("will", "shall")) {
            return future(tokens, i);
        }
        if (token.is("going") && is(tokens, i + 1, "to") && i > 0 && !is(tokens, i - 1, "not")) {
            return subject(tokens, i - 1).equals("you") ? 0 : 0.85;
        }
        if (token.is("promise", "guarantee", "commit", "pledge", "undertake")
                && i > 0
                && ours(tokens, i - 1)) {
            return 0.95;
        }
        if (OUR_SIDE.contains(word) && i + 1 < tokens.size()) {
            int verb =
                    is(tokens, i + 1, "also", "then", "definitely", "gladly", "personally")
                            ? i + 2
                            : i + 1;
            boolean own =
                    !(i > 1
                            && is(
                                    tokens, i - 1, "did", "do", "can", "could", "should", "must",
                                    "that", "which", "what"));
            return own && verb < tokens.size() && DOES.contains(tokens.get(verb).text()) ? 0.75 : 0;
        }
        if (word.endsWith("'m") || word.endsWith("'re") || token.is("am", "are", "is")) {
            boolean doing =
                    i + 1 < tokens.size()
                            && DOING.contains(tokens.get(i + 1).text())
                            && !is(tokens, i + 2, "to");
            boolean agreed =
                    token.is("is", "are")
                            && i + 1 < tokens.size()
                            && AGREED.contains(tokens.get(i + 1).text());
            return doing && !subject(tokens, i).equals("you")
                    ? 0.7
                    : agreed && is(tokens, i + 2, "for", "to", "on") ? 0.65 : 0;
        }
        if (token.is("you")) {
            return (is(tokens, i + 1, "get", "receive")
                                    && !is(
                                            tokens, i - 1, "if", "when", "once", "did", "do",
                                            "until", "as", "where", "what", "that", "which", "to"))
                            || (is(tokens, i + 1, "can", "should", "may")
                                    && is(tokens, i + 2, "expect", "receive", "hear", "have"))
                            || (is(tokens, i + 1, "have")
                                    && is(tokens, i + 2, "my", "our")
                                    && is(tokens, i + 3, "word"))
                    ? 0.7
                    : 0;
        }
        if ((token.is("expect") && is(tokens, i - 1, "can", "please", "may"))
                || (token.is("expect") && i == 0)) {
            return 0.6;
        }
        return token.is("let")
                        && is(tokens, i + 1, "me", "us")
                        && is(
                                tokens, i + 2, "call", "get", "check", "come", "send", "look",
                                "ring", "find", "confirm")
                ? 0.65
                : 0;
    }

    private static double future(List<Token> tokens, int i) {
        if (is(tokens, i + 1, "not", "never", "you", "be unable")
                || is(tokens, i + 2, "not", "unable")
                || is(tokens, i + 1, "i", "we", "it", "the")) {
            return 0;
        }
        String who = subject(tokens, i);
        return switch (who) {
            case "i", "we" -> 0.95;
            case "you" -> receives(tokens, i + 1) ? 0.9 : 0;
            case "they", "it", "that", "this", "he", "she" -> 0.8;
            case "who", "which", "" -> 0.5;
            default -> 0.8;
        };
    }

    private static boolean receives(List<Token> tokens, int i) {
        if (i >= tokens.size() || !RECEIVES.contains(tokens.get(i).text())) {
            return false;
        }
        if (is(tokens, i, "have", "find", "see") && is(tokens, i + 1, "to")) {
            return false;
        }
        return !is(tokens, i, "be")
                || is(
                        tokens,
                        i + 1,
                        "called",
                        "contacted",
                        "refunded",
                        "credited",
                        "informed",
                        "notified",
                        "visited",
                        "paid",
                        "able",
                        "told",
                        "reimbursed",
                        "phoned",
                        "rung",
                        "updated",
                        "connected",
                        "served",
                        "back",
                        "given",
                        "sent");
    }

    private static String subject(List<Token> tokens, int i) {
        String word = tokens.get(i).text();
        int cut = word.indexOf('\'');
        if (cut > 0) {
            return word.substring(0, cut);
        }
        for (int j = i - 1; j >= 0 && j >= i - 2; j--) {
            if (!is(
                    tokens,
                    j,
                    "also",
                    "then",
                    "definitely",
                    "certainly",
                    "personally",
                    "all",
                    "both",
                    "am",
                    "are",
                    "'m")) {
                String before = tokens.get(j).text();
                int mark = before.indexOf('\'');
                return mark > 0 ? before.substring(0, mark) : before;
            }
        }
        return "";
    }

    private static boolean ours(List<Token> tokens, int i) {
        return OUR_SIDE.contains(tokens.get(i).text())
                || (is(tokens, i, "can", "hereby")
                        && i > 0
                        && OUR_SIDE.contains(tokens.get(i - 1).text()));
    }

    /// True unless the time belongs to a clause of its own: a condition, a request or something that was.
    boolean covers(int first, boolean deadline) {
        if (wasDone(first, deadline)) {
            return false;
        }
        int start = clauseStart(first);
        int end = clauseEnd(first);
        if (!at.subSet(start, end).isEmpty()) {
            int trigger = at.subSet(start, end).first();
            // "we will refund you if you send it by Friday"
            for (int i = Math.max(trigger, start); i < first; i++) {
                if (is(tokens, i, "if", "unless", "once", "provided", "whether")
                        && at.subSet(i, first).isEmpty()) {
                    return false;
                }
            }
            // "you asked on Monday and I will look"
            if (trigger > first) {
                for (int i = first; i < trigger; i++) {
                    if (is(tokens, i, "and", "that")
                            && trigger - i < 4
                            && otherVerb(start, first)) {
                        return false;
                    }
                }
            }
            return true;
        }
        if (start < tokens.size()
                && OPENS_OTHER.contains(tokens.get(start).text())
                && !plainTime(start, first)) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (is(tokens, i, "you", "please", "kindly", "your", "he", "she", "they")
                    || WAS.contains(tokens.get(i).text())) {
                return false;
            }
        }
        return true;
    }

    private boolean plainTime(int start, int first) {
        return is(tokens, start, "in", "after", "since", "as")
                && first == start
                && !is(tokens, start, "since", "after");
    }

    private boolean otherVerb(int start, int first) {
        for (int i = start; i < first; i++) {
            String word = tokens.get(i).text();
            if (WAS.contains(word) || (word.length() > 4 && word.endsWith("ed"))) {
                return true;
            }
        }
        return false;
    }

    private boolean wasDone(int first, boolean deadline) {
        if (first == 0 || deadline) {
            return false;
        }
        int verb = first - 1;
        for (int i = verb; i >= 0 && i > verb - 3; i--) {
            String word = tokens.get(i).text();
            boolean past =
                    WAS.contains(word)
                            || (word.length() > 4 && word.endsWith("ed"))
                            || is(tokens, i, "bill", "invoice", "letter", "statement", "meeting");
            if (!past) {
                if (at.contains(i) || is(tokens, i, "be", "being", "get", "gets")) {
                    return false;
                }
                continue;
            }
            for (int j = i - 1; j >= 0 && j >= i - 4; j--) {
                if (is(tokens, j, "be", "been", "get", "gets", "have", "is", "are", "'ll", "will")
                        || tokens.get(j).text().endsWith("'ll")
                        || at.contains(j)) {
                    return false;
                }
            }
            return true;
        }
        return false;
    }

    private int clauseStart(int i) {
        int start = i;
        while (start > 0 && !ends(start - 1)) {
            start--;
        }
        return start;
    }

    private int clauseEnd(int i) {
        int end = i;
        while (end < tokens.size() && !ends(end)) {
            end++;
        }
        return end;
    }

    /// A comma between words, not one inside a date.
    private boolean ends(int i) {
        if (is(tokens, i, ";", ":", "(", ")", "–", "but")) {
            return !(is(tokens, i, ":") && i > 0 && tokens.get(i - 1).number());
        }
        return is(tokens, i, ",")
                && !(i + 1 < tokens.size()
                        && (tokens.get(i + 1).number()
                                || TimeWords.MONTHS.containsKey(tokens.get(i + 1).text())));
    }

    private static String kind(List<Token> tokens) {
        if (any(
                tokens,
                "refund",
                "refunded",
                "refunding",
                "reimburse",
                "reimbursed",
                "credit",
                "credited",
                "repay",
                "repaid")) {
            return "refund";
        }
        if (any(
                tokens,
                "call",
                "callback",
                "ring",
                "phone",
                "telephone",
                "calling",
                "called",
                "phoned")) {
            return "callback";
        }
        if (any(
                tokens,
                "deliver",
                "delivered",
                "delivery",
                "ship",
                "shipped",
                "courier",
                "parcel",
                "package",
                "dispatch",
                "dispatched",
                "arrive",
                "arrives",
                "shipment")) {
            return "delivery";
        }
        if (any(
                tokens,
                "visit",
                "technician",
                "engineer",
                "appointment",
                "come",
                "comes",
                "coming",
                "fitter",
                "plumber",
                "installer",
                "install",
                "site",
                "stop")) {
            return "visit";
        }
        if (any(
                tokens,
                "answer",
                "reply",
                "write",
                "tell",
                "know",
                "update",
                "inform",
                "hear",
                "respond",
                "response",
                "email",
                "mail",
                "back",
                "news")) {
            return "answer";
        }
        return "promise";
    }

    private static boolean any(List<Token> tokens, String... words) {
        return tokens.stream().anyMatch(token -> token.is(words));
    }

    private static boolean is(List<Token> tokens, int i, String... words) {
        return i >= 0 && i < tokens.size() && tokens.get(i).is(words);
    }
}
