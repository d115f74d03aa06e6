package kept.jobs;

import ch.qos.logback.classic.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.IntUnaryOperator;
import kept.database.SimulatedWrites;
import kept.simulator.Sabotage;
import kept.simulator.Shelf;
import kept.simulator.Store;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/// Timers over rows in memory, and the real engine that takes them from there.
public final class SimulatedTimers extends Timers {
    private final SimulatedWrites writes;
    private final Store store;
    private final Shelf<Key, Row> rows;
    private final Clock clock;

    /// A kind has one timer for each thing.
    public record Key(String kind, UUID subject) {}

    /// @param attempts how often it was fired in vain
    public record Row(Timer timer, int attempts) {}

    public SimulatedTimers(Store store, SimulatedWrites writes, Clock clock) {
        super(writes, new TimerAlarm(clock));
        this.writes = writes;
        this.store = store;
        this.rows = shelf(store);
        this.clock = clock;
    }

    public static Shelf<Key, Row> shelf(Store store) {
        return store.shelf("timer");
    }

    @Override
    public void set(String kind, UUID subject, Instant dueAt) {
        var key = new Key(kind, subject);
        Instant at = java.util.Objects.requireNonNull(Store.micros(dueAt));
        writes.add(
                key,
                () -> {
                    if (store.sabotage() == Sabotage.TIMERS_KEEP_FIRST && rows.get(key) != null) {
                        return;
                    }
                    rows.put(key, new Row(new Timer(kind, subject, at), 0));
                });
    }

    @Override
    public void clear(String kind, UUID subject) {
        var key = new Key(kind, subject);
        writes.add(
                key,
                () -> {
                    if (store.sabotage() != Sabotage.TIMERS_STAY) {
                        rows.remove(key);
                    }
                });
    }

    /// The engine that fires these.
    ///
    /// @param some how many it takes at once when it would take so many
    public TimerEngine engine(
            Ticks ticks,
            TransactionOperations transaction,
            List<FiresTimers> all,
            IntUnaryOperator some) {
        return new TimerEngine(
                new Table(store, some),
                new TimerAlarm(clock),
                new ClockGuard(clock, ticks),
                clock,
                transaction,
                all,
                false,
                1);
    }

    /// Faults are played on purpose, so the engine's words about them are left out while `work` runs.
    public static void quietly(Runnable work) {
        var log = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(TimerEngine.class);
        var before = log.getLevel();
        log.setLevel(Level.OFF);
        try {
            work.run();
        } finally {
            log.setLevel(before);
        }
    }

    private static final class Table extends TimerTable {
        private final Store store;
        private final Shelf<Key, Row> rows;
        private final IntUnaryOperator some;

        Table(Store store, IntUnaryOperator some) {
            super(SimulatedWrites.noClient());
            this.store = store;
            this.rows = shelf(store);
            this.some = some;
        }

        @Override
        List<Timer> take(Instant now, int most) {
            Instant until =
                    store.sabotage() == Sabotage.TIMERS_EARLY
                            ? now.plus(Duration.ofMinutes(20))
                            : now;
            var due = new ArrayList<Timer>();
            for (var row : rows.all()) {
                if (!row.timer().dueAt().isAfter(until)) {
                    due.add(row.timer());
                }
            }
            due.sort(Comparator.comparing(Timer::dueAt));
            var taken = due.subList(0, Math.min(due.size(), some.applyAsInt(most)));
            taken.forEach(t -> rows.remove(new Key(t.kind(), t.subject())));
            return taken;
        }

        @Override
        void putBack(Timer timer, String trouble, Instant now) {
            var key = new Key(timer.kind(), timer.subject());
            var row = rows.get(key);
            if (row != null) {
                long pause = Math.min(3_600, 1L << Math.min(20, row.attempts()));
                rows.put(
                        key,
                        new Row(
                                new Timer(
                                        timer.kind(),
                                        timer.subject(),
                                        java.util.Objects.requireNonNull(
                                                Store.micros(now.plusSeconds(pause)))),
                                row.attempts() + 1));
            }
        }
    }
}
