package kept.simulator;

import org.jspecify.annotations.Nullable;

/// Counts what was held against a rule, and keeps the first thing that broke one.
final class Findings {
    private long checks;
    private @Nullable String first;

    /// @param rule as a sentence
    /// @param about what it was asked of; told if the rule does not hold
    void rule(boolean holds, String rule, @Nullable Object about) {
        rule(holds, rule, about, "");
    }

    /// @param and what it was held against; put into words only if the rule does not hold
    void rule(boolean holds, String rule, @Nullable Object about, @Nullable Object and) {
        checks++;
        if (!holds && first == null) {
            first = rule + " But: " + about + " " + and;
        }
    }

    /// Something happened that no rule allows.
    void never(String rule, Throwable trouble) {
        if (first == null) {
            var text = new StringBuilder(rule).append(" But: ").append(trouble);
            for (int i = 0; i < Math.min(14, trouble.getStackTrace().length); i++) {
                text.append("\n    at ").append(trouble.getStackTrace()[i]);
            }
            first = text.toString();
        }
    }

    long checks() {
        return checks;
    }

    @Nullable String first() {
        return first;
    }
}
