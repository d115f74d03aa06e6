package kept.voice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kept.kernel.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Keeps a stolen account from calling at our cost: whoever tries numbers that the house may not call three times within ten minutes
/// calls nobody for an hour, and nobody calls more than sixty numbers an hour.
@Component
public class CallBrake {
    static final int FORBIDDEN = 3;
    static final int AN_HOUR = 60;

    private static final Logger log = LoggerFactory.getLogger(CallBrake.class);
    private static final Duration FORBIDDEN_WITHIN = Duration.ofMinutes(10);
    private static final Duration LOCKED_FOR = Duration.ofHours(1);

    private final Map<UUID, Deque<Instant>> forbidden = new HashMap<>();
    private final Map<UUID, Deque<Instant>> made = new HashMap<>();
    private final Map<UUID, Locked> locked = new HashMap<>();

    CallBrake() {}

    /// Somebody who calls nobody until a time.
    public record Locked(String name, Instant until) {}

    /// @throws Refusal if this person may call nobody now
    synchronized void pass(UUID person, Instant now) {
        var until = locked.get(person);
        if (until != null && until.until().isAfter(now)) {
            throw Refusal.forbidden(
                    "You tried numbers that this house may not call, so calling is off for you for an hour.");
        }
        if (count(made, person, now, Duration.ofHours(1)) >= AN_HOUR) {
            throw Refusal.conflict(
                    "You called %d numbers within an hour. Take a breath, then go on."
                            .formatted(AN_HOUR));
        }
        made.computeIfAbsent(person, _ -> new ArrayDeque<>()).addLast(now);
    }

    /// This person tried a number that may not be called.
    synchronized void forbidden(UUID person, String name, Instant now) {
        forbidden.computeIfAbsent(person, _ -> new ArrayDeque<>()).addLast(now);
        if (count(forbidden, person, now, FORBIDDEN_WITHIN) >= FORBIDDEN) {
            locked.put(person, new Locked(name, now.plus(LOCKED_FOR)));
            log.warn(
                    "{} tried {} numbers that may not be called; calling is off for that account for an hour.",
                    name,
                    FORBIDDEN);
        }
    }

    /// Who calls nobody now: an account may be stolen.
    synchronized List<Locked> locked(Instant now) {
        locked.values().removeIf(lock -> !lock.until().isAfter(now));
        return List.copyOf(locked.values());
    }

    private static int count(
            Map<UUID, Deque<Instant>> times, UUID person, Instant now, Duration within) {
        var own = times.getOrDefault(person, new ArrayDeque<>());
        while (!own.isEmpty() && own.peekFirst().isBefore(now.minus(within))) {
            own.removeFirst();
        }
        return own.size();
    }
}
