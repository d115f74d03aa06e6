package kept.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The RTP ports of this machine: a pool with owners, one thread that paces what is sent, and one that receives. Both are
/// platform threads, because virtual ones are not shared out by time.
public final class MediaPorts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MediaPorts.class);
    private static final int RECEIVE_BUFFER = 65_536;
    private final MediaSettings settings;
    private final MediaClock pace = new MediaClock();
    private final MediaReceiver receiver;
    private final ConcurrentMap<Integer, String> owners = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();

    private MediaPorts(MediaSettings settings, MediaReceiver receiver) {
        this.settings = settings;
        this.receiver = receiver;
    }

    /// Starts both threads. No port is bound before it is taken.
    public static MediaPorts open(MediaSettings settings) {
        try {
            var ports = new MediaPorts(settings, new MediaReceiver());
            ports.pace.start();
            ports.receiver.start();
            return ports;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Takes a free even port.
    ///
    /// @param owner who must give it back, for the log
    /// @throws Refusal if none is free
    public AudioPort take(String owner) {
        int first = settings.firstPort() + (settings.firstPort() & 1);
        int count = (settings.lastPort() - first) / 2 + 1;
        for (int i = 0; i < count; i++) {
            int number = first + 2 * Math.floorMod(next.getAndIncrement(), count);
            if (owners.putIfAbsent(number, owner) == null) {
                DatagramChannel channel = bound(number);
                if (channel != null) {
                    return opened(number, channel);
                }
                owners.remove(number);
            }
        }
        LOG.warn("No RTP port is free; {} calls hold them. Widen the range of ports.", taken());
        throw new Refusal(
                Refusal.Kind.NO_ROOM,
                "No line is free for the sound of another call. Try again soon.");
    }

    /// How many ports are taken.
    public int taken() {
        return owners.size();
    }

    /// How late packets of sounds were sent, in nanoseconds, that a share of them kept to: 0.99 for the 99th percentile.
    public long lateness(double share) {
        return pace.lateness().quantile(share);
    }

    /// Gives all ports back and stops both threads.
    @Override
    public void close() {
        if (!owners.isEmpty()) {
            LOG.info(
                    "{} RTP ports were not given back and are closed now; one belongs to {}.",
                    owners.size(),
                    owners.values().iterator().next());
        }
        pace.ports().forEach(AudioPort::close);
        pace.stop();
        receiver.stop();
    }

    private AudioPort opened(int number, DatagramChannel channel) {
        var port = new AudioPort(number, channel, this::givenBack);
        pace.add(port);
        receiver.add(port);
        return port;
    }

    private void givenBack(AudioPort port) {
        pace.remove(port);
        receiver.whenReleased(() -> owners.remove(port.port()));
    }

    private @Nullable DatagramChannel bound(int number) {
        try {
            var address = new InetSocketAddress(settings.host(), number);
            boolean six = address.getAddress().getAddress().length == 16;
            DatagramChannel channel =
                    DatagramChannel.open(
                            six ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
            try {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
                channel.bind(address);
                channel.configureBlocking(false);
                return channel;
            } catch (BindException e) {
                channel.close();
                return null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
