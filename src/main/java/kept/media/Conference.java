package kept.media;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import kept.kernel.Refusal;

/// Up to three who hear each other: every 20 ms the samples of all are added, less one's own.
public final class Conference implements AutoCloseable {
    /// The most that fit in.
    public static final int SEATS = 3;

    private final List<Seat> seats = new CopyOnWriteArrayList<>();

    public Conference() {}

    /// Takes a port in. It leaves its bridge.
    ///
    /// @throws Refusal if all seats are taken
    public synchronized void join(AudioPort port) {
        if (seats.stream().anyMatch(seat -> seat.port() == port)) {
            return;
        }
        if (seats.size() == SEATS) {
            throw Refusal.conflict("Three are in this call already. Somebody must leave it first.");
        }
        var seat = new Seat(this, port);
        seats.add(seat);
        port.sit(seat);
    }

    public synchronized void leave(AudioPort port) {
        if (seats.removeIf(seat -> seat.port() == port)) {
            port.sit(null);
        }
    }

    /// Everybody leaves.
    @Override
    public void close() {
        seats.forEach(seat -> leave(seat.port()));
    }

    List<Seat> seats() {
        return seats;
    }
}
