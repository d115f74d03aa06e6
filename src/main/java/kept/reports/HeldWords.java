package kept.reports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import kept.kernel.Refusal;
import kept.reports.WordTable.Changes;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// The chains of the days that reports asked for, held in memory by this node, so that a million of them are counted
/// within a blink. Before each count it reads what moved since the last one, so a report never lags behind the ledger.
/// No thread waits for the database inside the lock.
@Component
class HeldWords {
    private static final int BYTES_A_CHAIN = 50;
    private static final int SHARE_OF_MEMORY = 4;

    /// More changes than these are read anew by whole days.
    private static final int MOST_CHANGES = 20_000;

    /// Less than [WordChangeRound] keeps of the changes.
    private static final long GOOD_FOR = TimeUnit.HOURS.toNanos(1);

    private final WordTable table;
    private final long most;
    private final WordNames names = new WordNames();
    private final ReentrantLock lock = new ReentrantLock();
    private final TreeMap<Integer, WordDay> days = new TreeMap<>();
    private final Map<Integer, Long> lastAsked = new HashMap<>();
    private @Nullable String snapshot;
    private long followedAt;
    private long turn;

    @Autowired
    HeldWords(WordTable table) {
        this(table, Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY / BYTES_A_CHAIN);
    }

    HeldWords(WordTable table, long most) {
        this.table = table;
        this.most = most;
    }

    /// Days since 1970 (UTC), the last one included; none if it lies before the first.
    record Days(int first, int last) {
        boolean none() {
            return last < first;
        }
    }

    /// What is held as a thread saw it before it went to the database.
    private record Seen(@Nullable String snapshot, long turn, Days missing) {}

    /// Counts the chains given from `from` to `to`, as the ledger stands now; call inside a read transaction.
    ///
    /// @throws Refusal `TOO_LARGE` if there are more than this node can hold
    <T> T count(Instant from, Instant to, Function<NavigableMap<Integer, WordDay>, T> counting) {
        long began = System.nanoTime();
        var wanted = table.daysOf(from, to);
        while (true) {
            var seen = look(wanted, began);
            if (seen.missing().none() && seen.snapshot() != null) {
                var changes = table.changesSince(seen.snapshot(), MOST_CHANGES);
                lock.lock();
                try {
                    if (follow(seen, changes, began) && missing(wanted).none()) {
                        return counting.apply(
                                wanted.none()
                                        ? new TreeMap<>()
                                        : days.subMap(wanted.first(), true, wanted.last(), true));
                    }
                } finally {
                    lock.unlock();
                }
            } else {
                hold(seen, wanted);
            }
        }
    }

    WordNames names() {
        return names;
    }

    private Seen look(Days wanted, long now) {
        lock.lock();
        try {
            if (snapshot != null && now - followedAt > GOOD_FOR) {
                forget();
            }
            for (int day = wanted.first(); day <= wanted.last(); day++) {
                lastAsked.put(day, now);
            }
            return new Seen(snapshot, turn, missing(wanted));
        } finally {
            lock.unlock();
        }
    }

    /// True if what is held stands as it was when the count began, or later.
    private boolean follow(Seen seen, Changes changes, long began) {
        if (turn != seen.turn()) {
            return snapshot != null && followedAt - began >= 0;
        }
        if (changes.tooMany()) {
            forget();
            return false;
        }
        changes.rows()
                .forEach(row -> {
                    var day = days.get(WordDay.of(row.given()));
                    if (day != null) {
                        day.remove(row);
                        if (row.outcomes() != 0) {
                            day.add(row, names);
                        }
                    }
                });
        snapshot = changes.snapshot();
        followedAt = Math.max(followedAt, began);
        if (!changes.rows().isEmpty()) {
            turn++;
        }
        return true;
    }

    private void hold(Seen seen, Days wanted) {
        long began = System.nanoTime();
        String before = table.snapshot();
        var missing = seen.missing();
        if (!missing.none()) {
            refuseTooMany(table.given(wanted));
        }
        var loaded = new HashMap<Integer, WordDay>();
        for (int day = missing.first(); day <= missing.last(); day++) {
            loaded.put(day, new WordDay());
        }
        if (!missing.none()) {
            table.each(
                    missing,
                    row ->
                            loaded.computeIfAbsent(WordDay.of(row.given()), _ -> new WordDay())
                                    .add(row, names));
        }
        lock.lock();
        try {
            days.putAll(loaded);
            // what others followed in the meantime is followed once more, for the days that are new
            if (snapshot == null || turn != seen.turn()) {
                snapshot = before;
                followedAt = began;
            }
            turn++;
            makeRoom(wanted);
        } finally {
            lock.unlock();
        }
    }

    private void refuseTooMany(long given) {
        if (given > most) {
            throw new Refusal(
                    Refusal.Kind.TOO_LARGE,
                    "%,d words were given in this time, and %,d can be counted at once. Choose a shorter time, or give Kept more memory with KEPT_JAVA_OPTS=-Xmx2g."
                            .formatted(given, most));
        }
    }

    private void makeRoom(Days wanted) {
        long held = days.values().stream().mapToLong(WordDay::size).sum();
        var others = new ArrayList<>(List.copyOf(days.keySet()));
        others.removeIf(day -> day >= wanted.first() && day <= wanted.last());
        others.sort(
                java.util.Comparator.comparing(day -> lastAsked.getOrDefault(day, Long.MIN_VALUE)));
        for (int day : others) {
            if (held <= most) {
                return;
            }
            var dropped = days.remove(day);
            held -= dropped == null ? 0 : dropped.size();
        }
    }

    private Days missing(Days wanted) {
        int first = Integer.MAX_VALUE;
        int last = Integer.MIN_VALUE;
        for (int day = wanted.first(); day <= wanted.last(); day++) {
            if (!days.containsKey(day)) {
                first = Math.min(first, day);
                last = day;
            }
        }
        return new Days(first, last);
    }

    private void forget() {
        days.clear();
        lastAsked.clear();
        snapshot = null;
        turn++;
    }
}
