package kept.kernel;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a long list, and where the next one starts (`null` at the end).
public record Slice<T>(List<T> items, @Nullable String next) {
    public Slice {
        items = List.copyOf(items);
    }

    /// Cuts `rows`, which holds up to `limit + 1` items, and names the next page after the last item kept.
    public static <T> Slice<T> of(List<T> rows, int limit, Function<T, String> cursor) {
        if (rows.size() <= limit) {
            return new Slice<>(rows, null);
        }
        var kept = rows.subList(0, limit);
        return new Slice<>(kept, cursor.apply(kept.getLast()));
    }

    public <R> Slice<R> map(Function<T, R> change) {
        return new Slice<>(items.stream().map(change).toList(), next);
    }
}
