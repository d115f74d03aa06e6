package kept.catcher;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What kind of thing is promised: a guess by the words of the sentence, the first kind that has one of them.
final class Kind {
    static final String PLAIN = "promise";
    private static final Map<String, Set<String>> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put(
                "refund",
                Set.of(
                        "refund",
                        "refunded",
                        "refunding",
                        "reimburse",
                        "reimbursed",
                        "credit",
                        "credited",
                        "repay",
                        "repaid"));
        WORDS.put(
                "callback",
                Set.of(
                        "call",
                        "callback",
                        "ring",
                        "phone",
                        "telephone",
                        "calling",
                        "called",
                        "phoned"));
        WORDS.put(
                "delivery",
                Set.of(
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
                        "shipment"));
        WORDS.put(
                "visit",
                Set.of(
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
                        "stop",
                        "electrician",
                        "assessor",
                        "inspector"));
        WORDS.put(
                "answer",
                Set.of(
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
                        "news"));
    }

    private Kind() {}

    static String of(List<Token> tokens) {
        for (var kind : WORDS.entrySet()) {
            if (tokens.stream().anyMatch(token -> kind.getValue().contains(token.text()))) {
                return kind.getKey();
            }
        }
        return PLAIN;
    }
}
