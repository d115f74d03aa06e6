package kept.media;

import java.time.Clock;

/// The RTP ports of this machine: a pool with owners, one thread that paces what is sent, and one that receives. Both are
/// platform threads, because virtual ones are not shared out by time.
public final class MediaPorts implements AutoCloseable {
    private MediaPorts() {}

    /// Starts both threads. No port is bound before it is taken.
    public static MediaPorts open(MediaSettings settings, Clock clock) {
        return Later.value();
    }

    /// Takes a free even port.
    ///
    /// @param owner who must give it back, for the log
    /// @throws kept.kernel.Refusal if none is free
    public AudioPort take(String owner) {
        return Later.value();
    }

    /// How many ports are taken.
    public int taken() {
        return Later.value();
    }

    /// The lateness of what was sent, in nanoseconds, as a share of all packets: 0.99 for the 99th percentile.
    public long lateness(double share) {
        return Later.value();
    }

    /// Gives all ports back and stops both threads.
    @Override
    public void close() {
        Later.stop();
    }
}
