package kept.promises;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import kept.calendars.Calendars;
import kept.database.SimulatedWrites;
import kept.database.Writes;
import kept.jobs.FiresTimers;
import kept.jobs.Timers;
import kept.journal.Journal;
import kept.simulator.Shelf;
import kept.simulator.Store;
import kept.teams.Teams;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/// The ledger over rows in memory: the front door, what passes words on, and a check whose answers follow from what is
/// asked.
public record SimulatedLedger(Promises promises, FiresTimers successions, PromiseCheck check) {
    public static Shelf<UUID, Promise> shelf(Store store) {
        return store.shelf("promise");
    }

    public static SimulatedLedger over(
            Store store,
            Writes writes,
            Journal journal,
            Timers timers,
            Teams teams,
            Calendars calendars,
            ApplicationEventPublisher news,
            Clock clock) {
        var table = new Table(store);
        var check = new Check(teams, calendars, clock);
        var promises =
                new Promises(
                        table,
                        writes,
                        journal,
                        timers,
                        teams,
                        calendars,
                        new Zones(),
                        check,
                        news,
                        clock);
        return new SimulatedLedger(
                promises, new Successions(table, promises, teams, timers, writes, clock), check);
    }

    /// Of callbacks nobody knows anything; the other kinds are usually done within a time that their name gives.
    private static final class Check extends PromiseCheck {
        private final Clock clock;

        Check(Teams teams, Calendars calendars, Clock clock) {
            super(
                    new Outlooks(new AchievedTable(SimulatedWrites.noClient()), calendars, clock),
                    teams,
                    calendars,
                    clock);
            this.clock = clock;
        }

        @Override
        public Optional<Instant> fallsBelow(
                double chance, UUID unitId, String kind, Instant givenAt, Instant dueAt) {
            Duration span = Duration.between(givenAt, dueAt);
            return switch (kind) {
                case "repair" -> Optional.of(givenAt.plus(span.dividedBy(5).multipliedBy(3)));
                case "order" -> Optional.of(givenAt);
                case "refund" -> Optional.of(dueAt);
                default -> Optional.empty();
            };
        }

        @Override
        public OptionalDouble chance(UUID unitId, String kind, Instant givenAt, Instant dueAt) {
            return OptionalDouble.empty();
        }

        @Override
        public @Nullable Instant honest(Promise promise) {
            return switch (promise.words().kind()) {
                case "repair" ->
                        clock.instant()
                                .plus(Duration.between(promise.times().givenAt(), promise.due()));
                case "order" -> clock.instant().plus(Duration.ofHours(7));
                default -> null;
            };
        }
    }

    private static final class Table extends PromiseTable {
        private static final Comparator<Promise> BY_DUE =
                Comparator.comparing(Promise::due).thenComparing(Promise::id);

        private final Store store;
        private final Shelf<UUID, Promise> rows;

        Table(Store store) {
            super(SimulatedWrites.noClient(), SimulatedWrites.nowhere());
            this.store = store;
            this.rows = shelf(store);
        }

        @Override
        void insert(
                Writes writes,
                Promise p,
                byte[] salt,
                @Nullable DueAsMeant meant,
                @Nullable Double chance) {
            var row = asStored(p);
            ((SimulatedWrites) writes)
                    .add(
                            p.id(),
                            () -> {
                                if (!rows.insert(p.id(), row)) {
                                    throw store.abort(new IllegalStateException("an id twice"));
                                }
                            });
        }

        /// As a row keeps it: times in microseconds.
        private static Promise asStored(Promise p) {
            var t = p.times();
            return new Promise(
                    p.words(),
                    new Promise.Times(
                            micros(t.givenAt()),
                            Store.micros(t.windowStart()),
                            micros(t.firstDue()),
                            micros(t.due()),
                            Store.micros(t.remindAt()),
                            micros(t.riskAt())),
                    p.state(),
                    asStored(p.course()),
                    p.head());
        }

        private static Promise.Course asStored(Promise.Course c) {
            return new Promise.Course(
                    c.evidence(),
                    c.reason(),
                    Store.micros(c.conditionMet()),
                    Store.micros(c.warnedAt()),
                    Store.micros(c.brokenAt()),
                    Store.micros(c.deliveredAt()),
                    Store.micros(c.endedAt()),
                    c.rung(),
                    Store.micros(c.wakeAt()));
        }

        private static Instant micros(Instant at) {
            return Objects.requireNonNull(Store.micros(at));
        }

        /// Only the columns that the statement sets.
        @Override
        boolean update(Promise p, int expected) {
            var row = rows.get(p.id());
            if (row == null || row.version() != expected) {
                return false;
            }
            var w = row.words();
            var t = row.times();
            rows.put(
                    p.id(),
                    new Promise(
                            new Promise.Words(
                                    w.id(),
                                    w.chain(),
                                    w.level(),
                                    w.previous(),
                                    p.words().next(),
                                    w.caseId(),
                                    w.customerId(),
                                    w.kind(),
                                    w.saidText(),
                                    w.giver(),
                                    w.channel(),
                                    p.words().owner(),
                                    p.words().unit(),
                                    w.visibility(),
                                    w.condition()),
                            new Promise.Times(
                                    t.givenAt(),
                                    t.windowStart(),
                                    t.firstDue(),
                                    t.due(),
                                    t.remindAt(),
                                    micros(p.times().riskAt())),
                            p.state(),
                            asStored(p.course()),
                            p.head()));
            return true;
        }

        @Override
        Optional<Promise> find(UUID id) {
            return Optional.ofNullable(rows.get(id));
        }

        @Override
        Optional<Promise> hold(UUID id) {
            return find(id);
        }

        @Override
        Map<UUID, Promise> byIds(List<UUID> ids) {
            return ids.stream()
                    .distinct()
                    .flatMap(id -> find(id).stream())
                    .collect(Collectors.toMap(Promise::id, p -> p));
        }

        @Override
        List<Promise> chain(UUID chain) {
            return where(
                    p -> p.words().chain().equals(chain),
                    Comparator.comparingInt(p -> p.words().level()));
        }

        @Override
        List<Promise> ofCase(UUID caseId) {
            return where(p -> caseId.equals(p.words().caseId()), BY_DUE);
        }

        @Override
        List<Promise> openOfCase(UUID caseId) {
            return where(p -> open(p) && caseId.equals(p.words().caseId()), BY_DUE);
        }

        @Override
        List<Promise> openOwnedBy(UUID person) {
            return where(p -> open(p) && p.words().owner().equals(person), BY_DUE);
        }

        @Override
        List<UUID> openOfUnit(UUID unit) {
            return where(
                            p -> open(p) && p.words().unit().equals(unit),
                            Comparator.comparing(Promise::id))
                    .stream()
                    .map(Promise::id)
                    .toList();
        }

        @Override
        Map<UUID, Integer> openCounts(List<UUID> people) {
            var counts = new HashMap<UUID, Integer>();
            for (var p : rows.all()) {
                if (open(p) && people.contains(p.words().owner())) {
                    counts.merge(p.words().owner(), 1, Integer::sum);
                }
            }
            return counts;
        }

        /// As the SQL says it, not as the record does.
        private static boolean open(Promise p) {
            return switch (p.state()) {
                case GIVEN, AT_RISK, CLAIMED, BROKEN -> p.words().next() == null;
                case KEPT, KEPT_LATE, RENEGOTIATED, RELEASED, WITHDRAWN, VOID -> false;
            };
        }

        private List<Promise> where(Predicate<Promise> fits, Comparator<Promise> order) {
            Collection<Promise> all = rows.all();
            return all.stream().filter(fits).sorted(order).toList();
        }
    }
}
