package kept.sip;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Where our phones are (RFC 3261 section 10.3). It holds the bindings of users that have proved themselves, ten each, and says when
/// they change.
final class Registrar {
    private static final int MAX_BINDINGS = 10;
    private static final int LEAST_SECONDS = 60;
    private static final int MOST_SECONDS = 7_200;

    /// How long a change may take until it stands where all programs read it.
    private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(10);

    private final Phones phones;
    private final Clock clock;
    private final Map<String, List<Binding>> bindings = new ConcurrentHashMap<>();
    private final Map<String, Instant> changed = new ConcurrentHashMap<>();

    /// One contact as a phone asked for it; 0 seconds takes it back.
    record Asked(String contact, int seconds) {}

    /// Where a request came from.
    record Source(String address, int port, String transport) {}

    Registrar(Phones phones, Clock clock) {
        this.phones = phones;
        this.clock = clock;
        bindings.putAll(phones.known());
    }

    /// Takes the contacts in.
    ///
    /// @return the refusal, or empty when it is done
    synchronized Optional<Verdict> register(String user, List<Asked> asked, Source source) {
        if (asked.stream().anyMatch(each -> each.seconds() > 0 && each.seconds() < LEAST_SECONDS)) {
            return Optional.of(
                    Verdict.of(
                            423,
                            "Interval Too Brief",
                            "Min-Expires",
                            String.valueOf(LEAST_SECONDS)));
        }
        Instant now = clock.instant();
        List<Binding> before = bindings(user);
        var after = new ArrayList<>(before);
        for (Asked each : asked) {
            after.removeIf(known -> known.contact().equals(each.contact()));
            if (each.seconds() > 0) {
                after.addFirst(
                        new Binding(
                                each.contact(),
                                source.address(),
                                source.port(),
                                source.transport(),
                                now.plusSeconds(Math.min(each.seconds(), MOST_SECONDS))));
            }
        }
        if (after.size() > MAX_BINDINGS) {
            return Optional.of(Verdict.of(403, "Too Many Phones"));
        }
        put(user, after, before);
        return Optional.empty();
    }

    /// Every phone of the user is taken back (`Contact: *`).
    synchronized void forget(String user) {
        put(user, List.of(), bindings(user));
    }

    List<Binding> bindings(String user) {
        Instant now = clock.instant();
        return bindings.getOrDefault(user, List.of()).stream()
                .filter(binding -> binding.expires().isAfter(now))
                .toList();
    }

    /// What other programs of the house know holds here as well, but for what changed here just now.
    synchronized void learn() {
        Instant lately = clock.instant().minus(WRITTEN_WITHIN);
        changed.values().removeIf(at -> at.isBefore(lately));
        var known = phones.known();
        bindings.keySet().removeIf(user -> !known.containsKey(user) && !changed.containsKey(user));
        known.forEach((user, there) -> {
            if (!changed.containsKey(user)) {
                bindings.put(user, List.copyOf(there));
            }
        });
    }

    long secondsLeft(Binding binding) {
        return Math.max(0, Duration.between(clock.instant(), binding.expires()).toSeconds());
    }

    /// Drops what is over.
    synchronized void sweep() {
        bindings.forEach((user, known) -> put(user, bindings(user), known));
    }

    private void put(String user, List<Binding> after, List<Binding> before) {
        if (after.isEmpty()) {
            bindings.remove(user);
        } else {
            bindings.put(user, List.copyOf(after));
        }
        if (!after.equals(before)) {
            changed.put(user, clock.instant());
            phones.bindingsChanged(user, List.copyOf(after));
        }
    }
}
