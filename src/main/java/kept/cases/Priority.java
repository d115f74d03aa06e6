package kept.cases;

import java.util.Locale;
import kept.kernel.Refusal;

/// How much a case presses.
public enum Priority {
    LOW,
    NORMAL,
    HIGH,
    URGENT;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Priority of(String word) {
        for (var priority : values()) {
            if (priority.word().equals(word)) {
                return priority;
            }
        }
        throw Refusal.malformed("priority", "A priority is one of low, normal, high and urgent.");
    }
}
