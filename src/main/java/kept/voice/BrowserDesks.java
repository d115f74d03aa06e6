package kept.voice;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import kept.contacts.Contact;
import kept.kernel.Refusal;
import kept.live.Live;
import kept.routing.Agents;
import org.springframework.stereotype.Component;

/// The browsers in which people take calls: whose is open, and what rings there. Each program knows those that are open at it.
@Component
class BrowserDesks {
    private static final Duration THERE = Duration.ofSeconds(15);

    private final Map<UUID, Long> seen = new ConcurrentHashMap<>();
    private final Map<UUID, Bell> bells = new ConcurrentHashMap<>();
    private final Live live;

    BrowserDesks(Live live) {
        this.live = live;
    }

    /// A call that rings in a browser.
    interface Bell {
        Contact contact();

        /// Takes it.
        ///
        /// @param offer of the browser
        /// @return our answer
        /// @throws Refusal if somebody was faster, or the offer cannot be served
        String answer(String offer);

        /// Does not take it.
        void refuse();
    }

    /// His page for calls is open, and asks what is new.
    void here(UUID person) {
        if (seen.put(person, System.nanoTime()) == null) {
            live.changed(Agents.TOPIC);
        }
    }

    void gone(UUID person) {
        seen.remove(person);
        live.changed(Agents.TOPIC);
    }

    boolean isThere(UUID person) {
        var at = seen.get(person);
        return at != null && System.nanoTime() - at < THERE.toNanos();
    }

    Set<UUID> there() {
        return seen.keySet().stream().filter(this::isThere).collect(Collectors.toSet());
    }

    void ring(UUID person, Bell bell) {
        bells.put(person, bell);
        live.changed(Agents.TOPIC);
    }

    void stop(UUID person, Bell bell) {
        if (bells.remove(person, bell)) {
            live.changed(Agents.TOPIC);
        }
    }

    Optional<Bell> rings(UUID person) {
        return Optional.ofNullable(bells.get(person));
    }

    /// @throws Refusal if nothing rings
    Bell bell(UUID person) {
        return rings(person)
                .orElseThrow(() -> Refusal.conflict("It no longer rings. Somebody else took it."));
    }
}
