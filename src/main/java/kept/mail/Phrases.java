package kept.mail;

import java.util.List;
import java.util.Set;

/// Reads the word lists of this package: phrases between bars, line breaks count for nothing.
final class Phrases {
    private Phrases() {}

    static List<String> list(String block) {
        return List.of(block.stripTrailing().replace("\n", "").split("\\|"));
    }

    static Set<String> set(String block) {
        return Set.copyOf(list(block));
    }
}
