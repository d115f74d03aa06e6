package kept.media;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread that sends: every 5 ms a quarter of all ports, each of them every 20 ms, so that many calls are no burst.
final class MediaClock {
    private static final Logger LOG = LoggerFactory.getLogger(MediaClock.class);
    private static final int PHASES = 4;
    private static final long PHASE_NANOS = 5_000_000;
    private static final long LOST_NANOS = 200_000_000;
    private final Lateness lateness = new Lateness();
    private volatile AudioPort[][] byPhase = new AudioPort[PHASES][0];
    private volatile boolean running = true;

    void start() {
        Thread.ofPlatform().name("media-clock").daemon().start(this::run);
    }

    void stop() {
        running = false;
    }

    Lateness lateness() {
        return lateness;
    }

    List<AudioPort> ports() {
        return Arrays.stream(byPhase).flatMap(Arrays::stream).toList();
    }

    /// A new port joins the phase with the fewest.
    synchronized void add(AudioPort port) {
        AudioPort[][] next = byPhase.clone();
        int least = 0;
        for (int phase = 1; phase < PHASES; phase++) {
            least = next[phase].length < next[least].length ? phase : least;
        }
        next[least] = Arrays.copyOf(next[least], next[least].length + 1);
        next[least][next[least].length - 1] = port;
        byPhase = next;
    }

    synchronized void remove(AudioPort port) {
        AudioPort[][] next = byPhase.clone();
        for (int phase = 0; phase < PHASES; phase++) {
            var left = new ArrayList<>(Arrays.asList(next[phase]));
            if (left.remove(port)) {
                next[phase] = left.toArray(AudioPort[]::new);
            }
        }
        byPhase = next;
    }

    private void run() {
        long due = System.nanoTime();
        for (int phase = 0; running; phase = (phase + 1) % PHASES) {
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            for (AudioPort port : byPhase[phase]) {
                tick(port, due);
            }
            due += PHASE_NANOS;
            if (System.nanoTime() - due > LOST_NANOS) {
                // What was missed stays missed: a burst would help nobody.
                due = System.nanoTime();
            }
        }
    }

    private void tick(AudioPort port, long due) {
        try {
            if (port.tick(System.nanoTime())) {
                lateness.add(System.nanoTime() - due);
            }
        } catch (RuntimeException e) {
            LOG.warn("Port {} could not send; it goes on with the next packet.", port.port(), e);
        }
    }
}
