package kept.simulator;

import org.jspecify.annotations.Nullable;

/// One row as it was before a write and after it; null where there was none.
record Change(Shelf<?, ?> shelf, Object key, @Nullable Object before, @Nullable Object after) {
    @Override
    public String toString() {
        return shelf.name() + " " + key + ": " + before + " to " + after;
    }
}
