package kept.simulator;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rows of one table by their key, in the order in which they came. Each access is one in which the database may
/// break; writes belong to a transaction.
public final class Shelf<K, V> {
    private final Store store;
    private final String name;
    private final Map<K, V> rows = new LinkedHashMap<>();

    Shelf(Store store, String name) {
        this.store = store;
        this.name = name;
    }

    String name() {
        return name;
    }

    public @Nullable V get(K key) {
        store.reached();
        return rows.get(key);
    }

    /// All rows, not to be changed while they are walked through.
    public Collection<V> all() {
        store.reached();
        return Collections.unmodifiableCollection(rows.values());
    }

    public void put(K key, V row) {
        store.reached();
        store.log(new Change(this, key, rows.put(key, row), row));
    }

    /// False if there is one under that key already.
    public boolean insert(K key, V row) {
        store.reached();
        if (rows.containsKey(key)) {
            return false;
        }
        rows.put(key, row);
        store.log(new Change(this, key, null, row));
        return true;
    }

    public void remove(K key) {
        store.reached();
        V before = rows.remove(key);
        if (before != null) {
            store.log(new Change(this, key, before, null));
        }
    }

    /// What stands there, seen from outside: the database cannot break over it.
    Map<K, V> rows() {
        return rows;
    }

    @SuppressWarnings("unchecked")
    void restore(Object key, @Nullable Object row) {
        if (row == null) {
            rows.remove((K) key);
        } else {
            rows.put((K) key, (V) row);
        }
    }
}
