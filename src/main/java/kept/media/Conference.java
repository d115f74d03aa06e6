package kept.media;

/// Up to three who hear each other: every 20 ms the samples of all are added, less one's own.
public final class Conference implements AutoCloseable {
    /// The most that fit in.
    public static final int SEATS = 3;

    public Conference() {}

    /// Takes a port in. It leaves its bridge.
    ///
    /// @throws kept.kernel.Refusal if all seats are taken
    public void join(AudioPort port) {
        Later.stop();
    }

    public void leave(AudioPort port) {
        Later.stop();
    }

    /// Everybody leaves.
    @Override
    public void close() {
        Later.stop();
    }
}
