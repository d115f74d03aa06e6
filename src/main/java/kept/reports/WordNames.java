package kept.reports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The names that stand in the columns of [WordDay] as codes. Safe for many threads; a name is never forgotten.
final class WordNames {
    private final Codes<Sort> sorts = new Codes<>();
    private final Codes<String> givers = new Codes<>();
    private final Codes<String> channels = new Codes<>();
    private final Codes<String> reasons = new Codes<>();

    /// Whose word it was and what about: generosity compares words of one sort.
    record Sort(UUID unit, String kind) {}

    /// Numbers for names, from 0 on.
    static final class Codes<T> {
        private final Map<T, Integer> codes = new HashMap<>();
        private final List<T> names = new ArrayList<>();

        synchronized int code(T name) {
            Integer known = codes.get(name);
            if (known != null) {
                return known;
            }
            codes.put(name, names.size());
            names.add(name);
            return names.size() - 1;
        }

        /// All names, each at its code.
        synchronized List<T> names() {
            return List.copyOf(names);
        }
    }

    Codes<Sort> sorts() {
        return sorts;
    }

    Codes<String> givers() {
        return givers;
    }

    Codes<String> channels() {
        return channels;
    }

    Codes<String> reasons() {
        return reasons;
    }
}
