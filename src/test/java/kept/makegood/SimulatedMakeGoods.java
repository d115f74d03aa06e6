package kept.makegood;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import kept.calendars.Calendars;
import kept.database.SimulatedWrites;
import kept.database.Writes;
import kept.jobs.Timers;
import kept.journal.Journal;
import kept.promises.Promises;
import kept.simulator.Sabotage;
import kept.simulator.Shelf;
import kept.simulator.Store;
import kept.teams.Teams;
import org.springframework.context.ApplicationEventPublisher;

/// Make-goods, their parts, their rules and what people add, over rows in memory.
public final class SimulatedMakeGoods {
    private SimulatedMakeGoods() {}

    /// A part by the make-good that it belongs to and its key in there.
    public record PartKey(UUID makeGood, String key, int copy) {}

    public static Shelf<UUID, MakeGood> shelf(Store store) {
        return store.shelf("make-good");
    }

    public static Shelf<PartKey, Policy.Part> parts(Store store) {
        return store.shelf("make-good part");
    }

    public static Shelf<UUID, Policy> policies(Store store) {
        return store.shelf("make-good policy");
    }

    public static Shelf<UUID, Addition> additions(Store store) {
        return store.shelf("make-good addition");
    }

    public static Shelf<String, Limit> limits(Store store) {
        return store.shelf("make-good limit");
    }

    public static MakeGoods over(
            Store store,
            Promises promises,
            Teams teams,
            Calendars calendars,
            Timers timers,
            Journal journal,
            Writes writes,
            ApplicationEventPublisher news,
            Clock clock) {
        return new MakeGoods(
                new Table(store), promises, teams, calendars, timers, journal, writes, news, clock);
    }

    private static final class Table extends MakeGoodTable {
        private final Store store;
        private final Shelf<UUID, MakeGood> rows;
        private final Shelf<UUID, UUID> byChain;
        private final Shelf<PartKey, Policy.Part> parts;
        private final Shelf<UUID, Policy> policies;
        private final Shelf<UUID, Addition> additions;
        private final Shelf<String, Limit> limits;
        private int copies;

        Table(Store store) {
            super(SimulatedWrites.noClient());
            this.store = store;
            this.rows = SimulatedMakeGoods.shelf(store);
            this.byChain = store.shelf("make-good chain");
            this.parts = SimulatedMakeGoods.parts(store);
            this.policies = SimulatedMakeGoods.policies(store);
            this.additions = SimulatedMakeGoods.additions(store);
            this.limits = SimulatedMakeGoods.limits(store);
        }

        @Override
        List<Policy> policies() {
            return List.copyOf(policies.all());
        }

        @Override
        Optional<Policy> policy(UUID id) {
            return Optional.ofNullable(policies.get(id));
        }

        @Override
        Optional<Policy> policy(String kind, UUID unit) {
            return policies.all().stream()
                    .filter(p ->
                            p.kind().equals(kind) && (p.unit() == null || p.unit().equals(unit)))
                    .min(Comparator.comparing(p -> p.unit() == null));
        }

        @Override
        boolean insert(MakeGood m) {
            return byChain.insert(m.chain(), m.id()) && rows.insert(m.id(), asStored(m, m));
        }

        private static MakeGood asStored(MakeGood row, MakeGood m) {
            return new MakeGood(
                    row.id(),
                    row.chain(),
                    row.promise(),
                    row.customerId(),
                    row.unit(),
                    row.payer(),
                    row.policy(),
                    row.name(),
                    Objects.requireNonNull(Store.micros(row.lateFrom())),
                    m.state(),
                    new Money(m.total().minor(), row.total().currency()),
                    m.reason(),
                    m.evidence(),
                    Store.micros(m.paidAt()),
                    m.payment(),
                    Objects.requireNonNull(Store.micros(row.since())),
                    m.head());
        }

        @Override
        void update(MakeGood m) {
            var row = rows.get(m.id());
            if (row != null) {
                rows.put(m.id(), asStored(row, m));
            }
        }

        @Override
        boolean insert(UUID makeGood, Policy.Part part) {
            int copy = store.sabotage() == Sabotage.PARTS_TWICE ? ++copies : 0;
            return parts.insert(new PartKey(makeGood, part.key(), copy), part);
        }

        @Override
        Optional<MakeGood> ofChain(UUID chain) {
            var id = byChain.get(chain);
            return id == null ? Optional.empty() : hold(id);
        }

        @Override
        List<MakeGood> ofChains(List<UUID> chains) {
            return chains.stream().flatMap(chain -> ofChain(chain).stream()).toList();
        }

        @Override
        Optional<MakeGood> hold(UUID id) {
            return Optional.ofNullable(rows.get(id));
        }

        @Override
        Optional<MakeGood> holdOfChain(UUID chain) {
            return ofChain(chain);
        }

        @Override
        void insert(Addition a) {
            additions.put(a.id(), a);
        }

        @Override
        boolean decide(UUID id, UUID by, boolean granted, Instant at) {
            var a = additions.get(id);
            if (a == null || a.granted() != null) {
                return false;
            }
            additions.put(
                    id,
                    new Addition(
                            a.id(),
                            a.makeGood(),
                            a.amount(),
                            a.reason(),
                            a.askedBy(),
                            a.askedAt(),
                            by,
                            granted,
                            a.customerId(),
                            a.chain()));
            return true;
        }

        @Override
        long grantedBy(UUID person, UUID makeGood) {
            return additions.all().stream()
                    .filter(a -> a.makeGood().equals(makeGood) && person.equals(a.decidedBy()))
                    .filter(a -> Boolean.TRUE.equals(a.granted()))
                    .mapToLong(a -> a.amount().minor())
                    .sum();
        }

        @Override
        Optional<Addition> addition(UUID id) {
            return Optional.ofNullable(additions.get(id));
        }

        @Override
        List<Addition> waiting() {
            return additions.all().stream().filter(a -> a.granted() == null).toList();
        }

        @Override
        List<Limit> limits() {
            return List.copyOf(limits.all());
        }
    }
}
