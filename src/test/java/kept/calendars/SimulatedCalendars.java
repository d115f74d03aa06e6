package kept.calendars;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import kept.database.SimulatedWrites;
import kept.simulator.Shelf;
import kept.simulator.Store;

/// Calendars over rows in memory.
public final class SimulatedCalendars {
    private SimulatedCalendars() {}

    public static Shelf<UUID, SavedCalendar> shelf(Store store) {
        return store.shelf("calendar");
    }

    public static Calendars over(Store store, Clock clock) {
        return new Calendars(new Table(store), clock, "Europe/Vienna");
    }

    private static final class Table extends CalendarTable {
        private final Shelf<UUID, SavedCalendar> rows;

        Table(Store store) {
            super(SimulatedWrites.noClient());
            this.rows = shelf(store);
        }

        @Override
        Optional<SavedCalendar> find(UUID id) {
            return Optional.ofNullable(rows.get(id));
        }

        @Override
        Optional<SavedCalendar> oldest() {
            return rows.all().stream().findFirst();
        }
    }
}
