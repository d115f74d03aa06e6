package kept.media;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import kept.kernel.Refusal;

/// Three who talk with each other, and one who may listen: every 20 ms each gets the voices of all who speak to him, added up.
public final class Conference implements AutoCloseable {
    /// The most that fit in.
    public static final int SEATS = 4;

    private final List<Seat> seats = new CopyOnWriteArrayList<>();

    public Conference() {}

    /// Takes a port in that all hear. It leaves its bridge.
    ///
    /// @throws Refusal if all seats are taken
    public void join(AudioPort port) {
        sit(port, _ -> true);
    }

    /// Takes a port in that nobody hears.
    ///
    /// @throws Refusal if all seats are taken
    public void listen(AudioPort port) {
        sit(port, _ -> false);
    }

    /// Takes a port in that only one other hears.
    ///
    /// @throws Refusal if all seats are taken
    public void whisper(AudioPort port, AudioPort to) {
        sit(port, other -> other == to);
    }

    private synchronized void sit(AudioPort port, Predicate<AudioPort> heardBy) {
        leave(port);
        if (seats.size() == SEATS) {
            throw Refusal.conflict("This call is full. Somebody must leave it first.");
        }
        var seat = new Seat(this, port, heardBy);
        port.sit(seat);
        seats.add(seat);
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
