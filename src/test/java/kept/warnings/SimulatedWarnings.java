package kept.warnings;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import kept.calendars.Calendars;
import kept.customers.Customers;
import kept.database.SimulatedWrites;
import kept.database.Writes;
import kept.jobs.FiresTimers;
import kept.jobs.Timers;
import kept.promises.PromiseCheck;
import kept.promises.Promises;
import kept.simulator.Shelf;
import kept.simulator.Store;
import kept.steps.Steps;
import kept.teams.Teams;
import org.springframework.context.ApplicationEventPublisher;

/// Warnings over rows in memory, and what puts a word at risk whose steps slip.
public record SimulatedWarnings(Warnings warnings, FiresTimers slippedSteps) {
    public static Shelf<UUID, Warning> shelf(Store store) {
        return store.shelf("warning");
    }

    public static SimulatedWarnings over(
            Store store,
            Promises promises,
            PromiseCheck check,
            Steps steps,
            Customers customers,
            Teams teams,
            Calendars calendars,
            Timers timers,
            Writes writes,
            ApplicationEventPublisher news,
            Clock clock) {
        return new SimulatedWarnings(
                new Warnings(
                        new Table(store),
                        promises,
                        check,
                        steps,
                        customers,
                        teams,
                        calendars,
                        timers,
                        writes,
                        news,
                        clock),
                new SlippedSteps(promises, timers, clock));
    }

    /// By promise, of which each has one at most.
    private static final class Table extends WarningTable {
        private final Shelf<UUID, Warning> rows;

        Table(Store store) {
            super(SimulatedWrites.noClient());
            this.rows = shelf(store);
        }

        @Override
        boolean insert(Warning w) {
            return rows.insert(
                    w.promise(),
                    new Warning(
                            w.id(),
                            w.promise(),
                            w.customer(),
                            Objects.requireNonNull(Store.micros(w.raisedAt())),
                            Objects.requireNonNull(Store.micros(w.tellBy())),
                            Store.micros(w.newDue()),
                            w.state(),
                            null,
                            null,
                            null,
                            null,
                            false));
        }

        @Override
        void update(Warning w) {
            var row = rows.get(w.promise());
            if (row != null && row.id().equals(w.id())) {
                rows.put(
                        w.promise(),
                        new Warning(
                                row.id(),
                                row.promise(),
                                row.customer(),
                                row.raisedAt(),
                                row.tellBy(),
                                Store.micros(w.newDue()),
                                w.state(),
                                w.reason(),
                                Store.micros(w.toldAt()),
                                w.toldBy(),
                                w.toldHow(),
                                w.late()));
            }
        }

        @Override
        Optional<Warning> ofPromise(UUID promise) {
            return Optional.ofNullable(rows.get(promise));
        }

        @Override
        List<Warning> ofPromises(List<UUID> promises) {
            return promises.stream().flatMap(id -> ofPromise(id).stream()).toList();
        }

        @Override
        List<Warning> waiting(UUID customer) {
            return rows.all().stream()
                    .filter(w -> w.customer().equals(customer) && w.waits())
                    .toList();
        }
    }
}
