package kept.catcher;

import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/// Where in a sentence our side commits itself, and how surely. `firm` if we ourselves name a deed, so that it is a word
/// even without a time.
record Commitment(NavigableSet<Integer> at, double confidence, boolean firm) {
    static Commitment in(List<Token> tokens) {
        return new Triggers(tokens).all();
    }

    boolean none() {
        return confidence == 0;
    }

    /// Finds the words by which one commits oneself.
    private static final class Triggers extends Reader {
        private static final double LEAST = 0.4;
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
                        "resolve",
                        "unblock",
                        "restore",
                        "book",
                        "post",
                        "text",
                        "correct",
                        "release",
                        "schedule",
                        "review",
                        "investigate",
                        "ask",
                        "forward",
                        "talk",
                        "speak",
                        "raise",
                        "escalate",
                        "pass",
                        "make",
                        "provide",
                        "prepare",
                        "complete",
                        "do",
                        "have",
                        "fit",
                        "mend",
                        "trace",
                        "search",
                        "put",
                        "swap",
                        "exchange",
                        "reimburse");

        private static final Set<String> OUR_PEOPLE =
                Set.of(
                        "technician",
                        "engineer",
                        "fitter",
                        "colleague",
                        "courier",
                        "driver",
                        "installer",
                        "electrician",
                        "plumber",
                        "mechanic",
                        "adviser",
                        "advisor",
                        "assistant",
                        "team",
                        "workshop",
                        "carrier",
                        "specialist",
                        "manager",
                        "surveyor",
                        "inspector",
                        "nurse",
                        "van");
        private static final Set<String> SOMEBODY_DOES =
                Set.of(
                        "comes",
                        "calls",
                        "rings",
                        "visits",
                        "brings",
                        "delivers",
                        "collects",
                        "repairs",
                        "fixes",
                        "sends",
                        "writes",
                        "phones",
                        "arrives",
                        "installs",
                        "picks",
                        "replaces",
                        "contacts",
                        "measures");

        /// Deeds that somebody waits for, even where no time is said.
        private static final Set<String> AWAITED =
                Set.of(
                        "call",
                        "send",
                        "reply",
                        "ring",
                        "refund",
                        "phone",
                        "write",
                        "check",
                        "email",
                        "mail",
                        "answer",
                        "repair",
                        "replace",
                        "forward",
                        "contact",
                        "inform",
                        "look",
                        "investigate",
                        "review",
                        "follow",
                        "ask",
                        "talk",
                        "speak",
                        "report",
                        "raise",
                        "escalate",
                        "arrange",
                        "trace",
                        "get",
                        "pass",
                        "let",
                        "resolve",
                        "fix",
                        "update",
                        "reimburse",
                        "find",
                        "clarify",
                        "chase");

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
                        "bringing",
                        "paying",
                        "activating",
                        "arriving",
                        "returning",
                        "posting",
                        "rolling",
                        "fitting",
                        "repairing",
                        "transferring",
                        "picking",
                        "meeting",
                        "looking",
                        "fixing",
                        "crediting",
                        "checking");
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
                Set.of(
                        "scheduled",
                        "booked",
                        "arranged",
                        "confirmed",
                        "planned",
                        "set",
                        "reserved");
        private static final Set<String> SERVED =
                Set.of(
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
                        "sent",
                        "online",
                        "collected",
                        "picked",
                        "reconnected",
                        "compensated",
                        "moved");

        private static final Set<String> HAPPENS =
                Set.of(
                        "stop",
                        "cost",
                        "change",
                        "apply",
                        "expire",
                        "end",
                        "rise",
                        "increase",
                        "last",
                        "sit",
                        "meet",
                        "feel",
                        "hurt",
                        "need",
                        "ask",
                        "decide",
                        "lose",
                        "die",
                        "shrink",
                        "open",
                        "close",
                        "off",
                        "closed",
                        "charged",
                        "billed",
                        "unavailable",
                        "forbidden",
                        "towed",
                        "excluded",
                        "asked",
                        "required",
                        "needed",
                        "due",
                        "slow",
                        "cancelled",
                        "deleted",
                        "lost",
                        "busy",
                        "full",
                        "possible",
                        "impossible",
                        "difficult",
                        "held",
                        "valid",
                        "shut",
                        "blocked");

        /// Words between a subject and what it does.
        private static final String[] BETWEEN = {
            "also",
            "then",
            "definitely",
            "certainly",
            "personally",
            "gladly",
            "all",
            "both",
            "now",
            "just",
            "surely",
            "of",
            "course",
            "therefore",
            "too",
            "happily"
        };

        private Triggers(List<Token> tokens) {
            super(tokens);
        }

        private Commitment all() {
            if (asks() || relayed()) {
                return new Commitment(new TreeSet<>(), 0, false);
            }
            var at = new TreeSet<Integer>();
            double most = 0;
            boolean firm = false;
            boolean quoted = false;
            for (int i = 0; i < tokens.size(); i++) {
                quoted ^= is(i, "\"", "“", "”", "„");
                double here = quoted || hearsay(i) ? 0 : strength(i);
                if (here >= LEAST) {
                    at.add(i);
                    most = Math.max(most, here);
                    firm |=
                            here >= 0.85
                                    && own(i)
                                    && deed(i)
                                    && !is(0, "if", "once", "when", "should");
                }
            }
            return new Commitment(at, most, firm);
        }

        /// Somebody is told to tell another: "tell my bank I'll be away", "text mom we will be late".
        private boolean relayed() {
            int i = is(0, "please", "can", "could") ? (is(1, "you") ? 2 : 1) : 0;
            i = is(i, "please") ? i + 1 : i;
            return is(
                            i, "tell", "text", "notify", "inform", "alert", "message", "send",
                            "compose", "make", "check", "look", "remind", "set")
                    && !is(i + 1, "us", "me")
                    && !word(i).isEmpty()
                    && !commaOwn();
        }

        private boolean commaOwn() {
            for (int i = 1; i < tokens.size(); i++) {
                if (is(i, ",", "-", "–", ":", "and", ";")
                        && is(
                                i + 1, "i", "we", "our", "you", "we'll", "i'll", "you'll", "a",
                                "the", "your", "it")) {
                    return !is(i, "and") || is(i + 1, "i", "we", "we'll", "i'll", "you'll");
                }
            }
            return false;
        }

        /// A question that nobody marked as one; "should you be out, we will come on Friday" is none.
        private boolean asks() {
            boolean opens =
                    is(
                                    0, "is", "are", "do", "does", "did", "can", "could", "would",
                                    "was", "were", "am", "how", "why", "who", "where", "what",
                                    "which")
                            || (is(0, "will", "when", "should", "may", "have", "has")
                                    && is(
                                            1, "i", "you", "the", "my", "it", "there", "a", "your",
                                            "they", "he", "she", "this", "that", "will", "is",
                                            "are", "do", "does", "can", "should", "would"));
            if (!opens) {
                return false;
            }
            for (int i = 1; i < tokens.size(); i++) {
                if (is(i, ",", "-", "–", ":")
                        && is(
                                i + 1, "i", "we", "you", "our", "we'll", "i'll", "you'll", "a",
                                "the", "your", "it")) {
                    return is(0, "can", "could", "do", "would")
                            || (is(0, "is", "are", "will")
                                    && is(1, "you", "there", "the", "my", "i"));
                }
            }
            return true;
        }

        /// What somebody else said, hoped or was promised is no word of ours.
        private boolean hearsay(int i) {
            for (int j = Math.max(0, i - 8); j < i; j++) {
                boolean says =
                        is(
                                j,
                                "said",
                                "says",
                                "told",
                                "wrote",
                                "claims",
                                "believe",
                                "believes",
                                "hope",
                                "hopes",
                                "hoped",
                                "hopefully",
                                "wish",
                                "promised",
                                "assured",
                                "maybe",
                                "perhaps",
                                "think",
                                "thinks",
                                "unsure",
                                "whether",
                                "aim");
                boolean wonders =
                        is(j, "what", "how")
                                || (is(j, "if", "when", "where", "that")
                                        && is(
                                                j - 1, "know", "see", "sure", "me", "bank", "ask",
                                                "notify", "out"));
                if ((says && !is(j - 1, "as", "rest", "be")) || wonders) {
                    return true;
                }
            }
            return false;
        }

        private boolean own(int i) {
            return OUR_SIDE.contains(subject(i)) || OUR_SIDE.contains(subject(i - 1));
        }

        private boolean deed(int i) {
            int j = is(i, "going") ? i + 2 : i + 1;
            j = is(j, BETWEEN) ? j + 1 : j;
            return AWAITED.contains(word(j))
                    && !(is(j, "ask") && is(j + 1, "you"))
                    && !(is(j, "talk", "call")
                            && (is(j + 1, "to") || is(j + 1, "later"))
                            && is(j + 2, "you", "later"))
                    && !(is(j, "call")
                            && !is(
                                    j + 1, "you", "back", "him", "her", "them", "again", "the",
                                    "your")
                            && j + 1 < tokens.size());
        }

        private double strength(int i) {
            String word = word(i);
            if (word.endsWith("'ll") || is(i, "will", "shall")) {
                return future(i);
            }
            if (is(i, "going")
                    && is(i + 1, "to")
                    && !is(i + 2, "need", "the", "want", "my", "travel", "speak")
                    && !(is(i + 2, "be") && OUR_SIDE.contains(subject(i - 1)) && away(i + 3))
                    && i > 0
                    && !is(i - 1, "not", "was", "were")) {
                return subject(i - 1).equals("you")
                        ? is(i + 2, "get", "receive", "have", "hear") ? 0.85 : 0
                        : impersonal(subject(i - 1)) ? 0.6 : 0.85;
            }
            if (is(i, "promise", "guarantee", "commit", "pledge", "undertake", "assure")
                    && i > 0
                    && ours(i - 1)) {
                return 0.95;
            }
            if (OUR_SIDE.contains(word)) {
                return present(i);
            }
            if (word.endsWith("'m") || word.endsWith("'re") || is(i, "am", "are", "is")) {
                return doing(i);
            }
            if (is(i, "you")) {
                return receiving(i);
            }
            if (word.endsWith("'ve") || (is(i, "have") && ours(i - 1))) {
                return AGREED.contains(word(i + 1)) && !word.startsWith("you") ? 0.7 : 0;
            }
            if (is(i, "ships", "arrives", "leaves") && is(i - 2, "your")) {
                return 0.6;
            }
            if (SOMEBODY_DOES.contains(word) && OUR_PEOPLE.contains(word(i - 1))) {
                return is(i - 2, "our", "my", "a", "the")
                                && !is(i - 3, "if", "when", "once", "until")
                        ? 0.7
                        : 0;
            }
            if (is(i, "expect") && (i == 0 || is(i - 1, "can", "please", "may"))) {
                return 0.6;
            }
            if (is(i, "count") && is(i + 1, "on") && is(i + 2, "me", "us", "my", "our")) {
                return 0.8;
            }
            if (is(i, "word") && is(i - 1, "my", "our") && is(i - 2, "have", "you", "give")) {
                return 0.85;
            }
            return is(i, "let")
                            && is(i + 1, "me", "us")
                            && is(
                                    i + 2, "call", "get", "check", "come", "send", "look", "ring",
                                    "find", "confirm")
                    ? 0.65
                    : 0;
        }

        /// "I call you on Thursday"; not "what I send", "did we call".
        private double present(int i) {
            int verb = is(i + 1, BETWEEN) ? i + 2 : i + 1;
            boolean main =
                    !is(
                            i - 1, "did", "do", "can", "could", "should", "must", "that", "which",
                            "what", "as", "if", "when", "where", "how", "because", "than", "until",
                            "before", "after", "once", "who", "like");
            return main
                            && DOES.contains(word(verb))
                            && !is(verb, "have", "do", "make", "put", "ask")
                            && !(is(verb, "look") && is(verb + 1, "forward"))
                    ? 0.75
                    : 0;
        }

        /// "We are sending it", "your visit is booked for".
        private double doing(int i) {
            boolean doing =
                    DOING.contains(word(i + 1)) && !(is(i + 1, "looking") && !is(i + 2, "into"));
            int j = is(i + 1, "now", "already") ? i + 2 : i + 1;
            boolean agreed =
                    is(i, "is") && AGREED.contains(word(j)) && is(j + 1, "for", "to", "on");
            return doing
                            && !is(i + 2, "home")
                            && !is(i - 1, "you", "guests", "customers", "if")
                            && !subject(i).equals("you")
                    ? 0.7
                    : agreed ? 0.65 : 0;
        }

        private double receiving(int i) {
            boolean gets =
                    is(i + 1, "get", "receive")
                            && !is(
                                    i - 1, "if", "when", "once", "did", "do", "until", "as",
                                    "where", "what", "that", "which", "to", "before", "after",
                                    "would", "could", "can", "will", "should", "unless");
            boolean expects =
                    is(i + 1, "can", "should", "may")
                            && is(i + 2, "expect", "receive", "hear")
                            && !is(i + 1, "should");
            return gets || expects ? 0.7 : 0;
        }

        private double future(int i) {
            if (is(i + 1, "not", "never", "you", "only")
                    || is(i + 2, "not", "unable", "never")
                    || is(i + 1, "i", "we", "it", "the", "your")) {
                return 0;
            }
            String who = subject(i);
            return switch (who) {
                case "i", "we" -> own(word(i + 1), i + 1);
                case "you" -> receives(is(i + 1, BETWEEN) ? i + 2 : i + 1) ? 0.9 : 0;
                case "nobody", "nothing", "none", "there", "anyone", "whoever", "everyone" -> 0;
                case "customers", "users", "guests", "patients", "senders", "residents" -> 0;
                case "they", "it", "that", "this", "he", "she" -> happens(i + 1) ? 0 : 0.75;
                case "who", "which", "" -> happens(i + 1) ? 0 : 0.4;
                default -> happens(i + 1) || rule(i) ? 0 : 0.8;
            };
        }

        /// What we will need or not be able to do is no word.
        private double own(String verb, int i) {
            return switch (verb) {
                case "need",
                        "want",
                        "travel",
                        "arrive",
                        "visit",
                        "leave",
                        "require",
                        "charge",
                        "assume",
                        "miss",
                        "consider" ->
                        0.3;
                case "be" ->
                        away(i + 1) || is(i + 1, "happy", "glad", "pleased", "closed", "unable")
                                ? 0.3
                                : 0.95;
                default -> 0.95;
            };
        }

        /// What holds for all, or only in some case, is a rule of the house and no word to one person.
        private boolean rule(int i) {
            if (is(
                            0,
                            "if",
                            "once",
                            "when",
                            "whenever",
                            "should",
                            "unless",
                            "after",
                            "whoever",
                            "from",
                            "in")
                    && !is(1, "you", "the", "about", "case", "a", "an", "two", "three")) {
                return !digits(1);
            }
            for (int j = Math.max(0, i - 5); j < Math.min(tokens.size(), i + 4); j++) {
                if (is(
                        j,
                        "no",
                        "each",
                        "every",
                        "any",
                        "most",
                        "some",
                        "usually",
                        "normally",
                        "generally",
                        "typically",
                        "always",
                        "often",
                        "sometimes",
                        "who",
                        "whoever",
                        "all")) {
                    return true;
                }
            }
            return false;
        }

        /// Where a customer will be: "I will be in Boston", "I'll be travelling".
        private boolean away(int i) {
            boolean travels =
                    is(
                            i,
                            "travelling",
                            "traveling",
                            "vacationing",
                            "visiting",
                            "flying",
                            "staying",
                            "going",
                            "leaving",
                            "home",
                            "away",
                            "out",
                            "late",
                            "gone",
                            "having");
            return travels
                    || (is(i, "in", "at", "on", "to")
                            && !is(i + 1, "touch", "contact", "your", "it", "you", "site", "the"));
        }

        /// What the world does by itself, and what others must do: "the price will rise", "it will be colder".
        private boolean happens(int i) {
            if (is(i, "be")) {
                int j = is(i + 1, BETWEEN) ? i + 2 : i + 1;
                return HAPPENS.contains(word(j))
                        || (word(j).endsWith("er")
                                && word(j).length() > 5
                                && !is(j, "there", "after", "under"));
            }
            return HAPPENS.contains(word(i)) || (is(i, "have", "need") && is(i + 1, "to"));
        }

        private static boolean impersonal(String who) {
            return Set.of("it", "that", "this", "they", "he", "she", "").contains(who);
        }

        private boolean receives(int i) {
            if (!RECEIVES.contains(word(i))) {
                return false;
            }
            if (is(i, "have", "find", "see") && is(i + 1, "to")) {
                return false;
            }
            return !is(i, "be")
                    || SERVED.contains(word(is(i + 1, BETWEEN) ? i + 2 : i + 1))
                    || is(i + 1, "by", "on", "at");
        }

        private String subject(int i) {
            String word = word(i);
            int cut = word.indexOf('\'');
            if (cut > 0) {
                return word.substring(0, cut);
            }
            for (int j = i - 1; j >= 0 && j >= i - 3; j--) {
                if (!is(j, BETWEEN) && !is(j, "am", "are", "'m")) {
                    String before = word(j);
                    int mark = before.indexOf('\'');
                    return mark > 0 ? before.substring(0, mark) : before;
                }
            }
            return "";
        }

        private boolean ours(int i) {
            return OUR_SIDE.contains(word(i))
                    || (is(i, "can", "hereby") && OUR_SIDE.contains(word(i - 1)));
        }
    }
}
