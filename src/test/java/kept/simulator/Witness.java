package kept.simulator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Remembers every row as it was last committed: nothing else may ever stand there.
final class Witness {
    private final Store store;
    private final Findings findings;
    private final Map<Shelf<?, ?>, Map<Object, Object>> known = new HashMap<>();

    Witness(Store store, Findings findings) {
        this.store = store;
        this.findings = findings;
    }

    void committed(List<Change> changes) {
        for (var change : changes) {
            var rows = known.computeIfAbsent(change.shelf(), _ -> new HashMap<>());
            findings.rule(
                    rows.get(change.key()) == change.before(),
                    "A transaction finds rows as the last one left them.",
                    change);
            if (change.after() == null) {
                rows.remove(change.key());
            } else {
                rows.put(change.key(), change.after());
            }
        }
    }

    void rolledBack(List<Change> undone) {
        for (var change : undone) {
            findings.rule(
                    change.shelf().rows().get(change.key())
                            == known.getOrDefault(change.shelf(), Map.of()).get(change.key()),
                    "What is refused or fails changes nothing.",
                    change);
        }
    }

    /// Looks at every row.
    void compareAll() {
        for (var shelf : store.shelves()) {
            var rows = known.getOrDefault(shelf, Map.of());
            findings.rule(
                    Objects.equals(rows.keySet(), shelf.rows().keySet()),
                    "Every committed row is there, and no other.",
                    shelf.name());
            shelf.rows()
                    .forEach((key, row) ->
                            findings.rule(
                                    rows.get(key) == row,
                                    "Every row is as it was committed.",
                                    row));
        }
    }
}
