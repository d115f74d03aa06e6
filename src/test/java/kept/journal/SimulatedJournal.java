package kept.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import kept.database.SimulatedWrites;
import kept.database.Writes;
import kept.simulator.Sabotage;
import kept.simulator.Shelf;
import kept.simulator.Store;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;

/// The journal over rows in memory: the end of each stream, with all that came before it.
public final class SimulatedJournal {
    private SimulatedJournal() {}

    /// An entry and the ones before it.
    public record Tail(Entry entry, @Nullable Tail before) {
        /// The end of the stream as it was at `position`.
        public @Nullable Tail at(int position) {
            Tail tail = this;
            while (tail != null && tail.entry.position() > position) {
                tail = tail.before;
            }
            return tail;
        }
    }

    public static Shelf<UUID, Tail> shelf(Store store) {
        return store.shelf("journal");
    }

    public static Journal over(Store store, Writes writes, ApplicationEventPublisher news) {
        return new Journal(writes, new Table(store), news);
    }

    private static final class Table extends JournalTable {
        private final Store store;
        private final Shelf<UUID, Tail> tails;
        private int inserted;

        Table(Store store) {
            super(SimulatedWrites.noClient(), SimulatedWrites.nowhere());
            this.store = store;
            this.tails = shelf(store);
        }

        @Override
        void insert(
                Writes writes,
                UUID stream,
                int position,
                String kind,
                String actor,
                Instant at,
                String body,
                byte[] hash) {
            var entry = new Entry(0, stream, position, kind, actor, at, body, hash);
            ((SimulatedWrites) writes).add(new Position(stream, position), () -> append(entry));
        }

        private record Position(UUID stream, int position) {}

        private void append(Entry entry) {
            if (store.sabotage() == Sabotage.ENTRIES_LOST && ++inserted % 50 == 0) {
                return;
            }
            var tail = tails.get(entry.stream());
            if (tail != null && tail.entry().position() >= entry.position()) {
                throw store.abort(
                        new DuplicateKeyException(
                                "position %d of %s is taken"
                                        .formatted(entry.position(), entry.stream())));
            }
            tails.put(entry.stream(), new Tail(entry, tail));
        }

        @Override
        ChainHead lockedHead(UUID stream) {
            var tail = tails.get(stream);
            return tail == null
                    ? ChainHead.NONE
                    : new ChainHead(tail.entry().position(), tail.entry().hash());
        }

        @Override
        List<Entry> stream(UUID stream) {
            var entries = new ArrayList<Entry>();
            for (var tail = tails.get(stream); tail != null; tail = tail.before()) {
                entries.addFirst(tail.entry());
            }
            return entries;
        }
    }
}
