package kept.catcher;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a model sees of a sentence: its words, pairs of neighbours, and what the rules found, as slots of a hash table.
/// Numbers, weekdays and months stand for their like.
final class Features {
    private static final int TIMES = 3;

    private final int[] slots;
    private final float[] strengths;

    private Features(Map<Integer, Float> all) {
        slots = new int[all.size()];
        strengths = new float[all.size()];
        int i = 0;
        for (var one : all.entrySet()) {
            slots[i] = one.getKey();
            strengths[i++] = one.getValue();
        }
    }

    int count() {
        return slots.length;
    }

    int slot(int i) {
        return slots[i];
    }

    float strength(int i) {
        return strengths[i];
    }

    static Features of(List<Token> tokens, Commitment commitment, List<TimeWords.Found> times) {
        var words = new ArrayList<String>();
        String before = "^";
        for (var token : tokens) {
            String word = kin(token.text());
            words.add(word);
            words.add(before + " " + word);
            before = word;
        }
        words.add(before + " $");
        var all = new LinkedHashMap<Integer, Float>();
        float share = (float) (1 / Math.sqrt(words.size()));
        words.forEach(word -> all.merge(slot("w " + word), share, Math::max));
        rules(tokens, commitment, times).forEach(rule -> all.put(slot("r " + rule), 0.5f));
        return new Features(all);
    }

    private static List<String> rules(
            List<Token> tokens, Commitment commitment, List<TimeWords.Found> times) {
        var rules = new ArrayList<String>();
        rules.add("always");
        String strength =
                commitment.none()
                        ? "no"
                        : commitment.confidence() < 0.6
                                ? "weak"
                                : commitment.confidence() < 0.85 ? "fair" : "sure";
        long dated = times.stream().filter(found -> !found.undated() && !found.bound()).count();
        boolean soon = times.stream().anyMatch(TimeWords.Found::undated);
        boolean deadline = times.stream().anyMatch(TimeWords.Found::deadline);
        rules.add("strength " + strength);
        rules.add("firm " + commitment.firm());
        rules.add("dated " + Math.min(TIMES, dated));
        rules.add("soon " + soon);
        rules.add("deadline " + deadline);
        rules.add("strength " + strength + " dated " + (dated > 0) + " soon " + soon);
        rules.add("first " + (tokens.isEmpty() ? "" : kin(tokens.getFirst().text())));
        rules.add("last " + (tokens.isEmpty() ? "" : kin(tokens.getLast().text())));
        rules.add("long " + Math.min(5, tokens.size() / 8));
        return rules;
    }

    private static String kin(String word) {
        if (Character.isDigit(word.charAt(0))) {
            return "#";
        }
        if (Names.DAYS.containsKey(word)) {
            return "@day";
        }
        return Names.MONTHS.containsKey(word) && !word.equals("may") ? "@month" : word;
    }

    private static int slot(String name) {
        int hash = name.hashCode() * 0x9E3779B9;
        return (hash >>> 7) & (Linear.SIZE - 1);
    }
}
