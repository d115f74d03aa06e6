package kept.sip;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Slows down guessing: after ten failures of one user from one address within five minutes, each further one doubles the time in which
/// nothing from there is even looked at, from one second up to five minutes. Nobody else is held up by it.
final class Brake {
    private static final int FREE = 10;
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int REMEMBERED = 50_000;

    private final Clock clock;
    private final Map<String, Failures> failures =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
                    return size() > REMEMBERED;
                }
            };

    private record Failures(int count, Instant last, Instant until) {}

    Brake(Clock clock) {
        this.clock = clock;
    }

    synchronized boolean holds(String user, String source) {
        Failures known = failures.get(user + "@" + source);
        return known != null && clock.instant().isBefore(known.until());
    }

    synchronized void failed(String user, String source) {
        Instant now = clock.instant();
        failures.merge(
                user + "@" + source,
                new Failures(1, now, now),
                (known, first) -> {
                    boolean old = known.last().plus(WINDOW).isBefore(now);
                    return old ? first : counted(known.count() + 1, now);
                });
    }

    synchronized void succeeded(String user, String source) {
        failures.remove(user + "@" + source);
    }

    private static Failures counted(int count, Instant now) {
        if (count < FREE) {
            return new Failures(count, now, now);
        }
        Duration pause = Duration.ofSeconds(1L << Math.min(count - FREE, 10));
        return new Failures(count, now, now.plus(pause.compareTo(WINDOW) > 0 ? WINDOW : pause));
    }
}
