package kept.reports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Why the words of a report were missed: those that were broken at some time, also if they were kept late after all.
/// Reasons come by how often they were given; the code of "no reason given yet" is `none`.
public record Whys(List<Reason> reasons, List<Group> groups) {
    static final String NONE = "none";

    public Whys {
        reasons = List.copyOf(reasons);
        groups = List.copyOf(groups);
    }

    /// How often one reason was given.
    public record Reason(String code, String words, long count) {}

    /// The same for one row of the report, by code.
    public record Group(String key, String name, Map<String, Long> counts) {
        public long of(Reason reason) {
            return counts.getOrDefault(reason.code(), 0L);
        }
    }

    /// One figure as it was counted; `code` is null where nobody gave a reason.
    record Counted(String key, @Nullable String code, @Nullable String words, long count) {}

    static Whys of(List<Counted> counted, java.util.function.UnaryOperator<String> name) {
        var reasons = new LinkedHashMap<String, Reason>();
        var groups = new LinkedHashMap<String, Map<String, Long>>();
        for (var c : counted) {
            String code = c.code() == null ? NONE : c.code();
            String words = c.words() == null ? "No reason given yet" : c.words();
            reasons.merge(
                    code,
                    new Reason(code, words, c.count()),
                    (a, b) -> new Reason(code, words, a.count() + b.count()));
            groups.computeIfAbsent(c.key(), _ -> new LinkedHashMap<>())
                    .merge(code, c.count(), Long::sum);
        }
        var ordered = new ArrayList<>(reasons.values());
        ordered.sort(java.util.Comparator.comparingLong(Reason::count).reversed());
        return new Whys(
                ordered,
                groups.entrySet().stream()
                        .map(g -> new Group(g.getKey(), name.apply(g.getKey()), g.getValue()))
                        .toList());
    }

    public long total() {
        return reasons.stream().mapToLong(Reason::count).sum();
    }

    public long most() {
        return reasons.stream().mapToLong(Reason::count).max().orElse(1);
    }
}
