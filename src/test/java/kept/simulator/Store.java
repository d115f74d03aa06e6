package kept.simulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The database of a simulated house: shelves of rows, one transaction at a time, and an undo log. It breaks at the
/// access that it is told to break at.
public final class Store {
    private final Map<String, Shelf<?, ?>> shelves = new LinkedHashMap<>();
    private final List<Change> log = new ArrayList<>();
    private final Sabotage sabotage;
    private boolean inside;
    private boolean aborted;
    private int untilFault;
    private boolean faultKills;

    Store(Sabotage sabotage) {
        this.sabotage = sabotage;
    }

    /// The shelf of that name; it is put up when it is first asked for.
    @SuppressWarnings("unchecked")
    public <K, V> Shelf<K, V> shelf(String name) {
        return (Shelf<K, V>) shelves.computeIfAbsent(name, n -> new Shelf<K, V>(this, n));
    }

    /// How this house is made to work wrongly.
    public Sabotage sabotage() {
        return sabotage;
    }

    Iterable<Shelf<?, ?>> shelves() {
        return shelves.values();
    }

    /// The `access`-th access from now inside a transaction fails; with `kills`, the program dies there.
    void breakAt(int access, boolean kills) {
        untilFault = access;
        faultKills = kills;
    }

    void mend() {
        untilFault = 0;
    }

    void begin() {
        if (inside) {
            throw new IllegalStateException("a transaction is open already");
        }
        inside = true;
        aborted = false;
        log.clear();
    }

    /// The writes of the open transaction, in their order.
    List<Change> written() {
        return log;
    }

    void commit() {
        if (aborted) {
            throw new Fault();
        }
        inside = false;
        log.clear();
    }

    /// Takes back what the transaction wrote and returns what that was.
    List<Change> rollBack() {
        var undone = List.copyOf(log);
        int last = sabotage == Sabotage.ROLLBACK_FORGETS ? log.size() - 2 : log.size() - 1;
        for (int i = last; i >= 0; i--) {
            var change = log.get(i);
            change.shelf().restore(change.key(), change.before());
        }
        inside = false;
        log.clear();
        return undone;
    }

    /// As PostgreSQL does: after an error nothing more is done in this transaction.
    public <E extends RuntimeException> E abort(E error) {
        aborted = true;
        return error;
    }

    void reached() {
        if (!inside) {
            return;
        }
        if (aborted) {
            throw new Fault();
        }
        if (untilFault > 0 && --untilFault == 0) {
            aborted = true;
            if (faultKills) {
                throw new Crash();
            }
            throw new Fault();
        }
    }

    void log(Change change) {
        if (!inside) {
            throw new IllegalStateException("a write outside a transaction: " + change);
        }
        log.add(change);
    }

    /// As the column of a table has it: in whole microseconds.
    public static @Nullable Instant micros(@Nullable Instant at) {
        return at == null ? null : at.plusNanos(500).truncatedTo(ChronoUnit.MICROS);
    }
}
