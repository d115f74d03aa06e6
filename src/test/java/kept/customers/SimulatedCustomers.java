package kept.customers;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import kept.database.SimulatedWrites;
import kept.database.Writes;
import kept.journal.Journal;
import kept.simulator.Shelf;
import kept.simulator.Store;

/// Customers and their quiet hours over rows in memory.
public final class SimulatedCustomers {
    private SimulatedCustomers() {}

    public static Shelf<UUID, Customer> shelf(Store store) {
        return store.shelf("customer");
    }

    public static Shelf<UUID, QuietHours> quietHours(Store store) {
        return store.shelf("quiet hours");
    }

    public static Customers over(Store store, Writes writes, Journal journal, Clock clock) {
        return new Customers(new Table(store), writes, journal, clock, "Europe/Vienna");
    }

    private static final class Table extends CustomerTable {
        private final Shelf<UUID, Customer> rows;
        private final Shelf<UUID, QuietHours> quiet;

        Table(Store store) {
            super(SimulatedWrites.noClient());
            this.rows = shelf(store);
            this.quiet = SimulatedCustomers.quietHours(store);
        }

        @Override
        Optional<Customer> find(UUID id) {
            return Optional.ofNullable(rows.get(id));
        }

        @Override
        QuietHours quietHours(UUID id) {
            var hours = quiet.get(id);
            return hours == null
                    ? new QuietHours(null, null, find(id).orElseThrow().zone())
                    : hours;
        }

        @Override
        void setQuietHours(UUID id, QuietHours hours) {
            quiet.put(id, hours);
        }
    }
}
