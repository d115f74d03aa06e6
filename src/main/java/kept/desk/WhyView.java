package kept.desk;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import kept.misses.Miss;
import kept.misses.MissReason;
import kept.misses.Misses;
import kept.promises.Promise;
import org.jspecify.annotations.Nullable;

/// The reasons that can be chosen for broken words, and those that were.
public record WhyView(List<MissReason> reasons, Map<UUID, Miss> chosen) {
    static WhyView of(Misses misses, List<PromiseRow> rows) {
        var missed = rows.stream().map(PromiseRow::promise).filter(WhyView::asks).toList();
        return missed.isEmpty()
                ? new WhyView(List.of(), Map.of())
                : new WhyView(
                        misses.reasons(), misses.of(missed.stream().map(Promise::id).toList()));
    }

    /// True of a word that was broken at some time.
    static boolean asks(Promise promise) {
        return promise.course().brokenAt() != null;
    }

    public boolean asks(PromiseRow row) {
        return asks(row.promise());
    }

    public @Nullable Miss of(PromiseRow row) {
        return chosen.get(row.promise().id());
    }
}
