package kept.cpaas;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Who holds one may open the stream of one call: once, and within half a minute. There is one for each call at most.
final class Tickets {
    private static final Duration VALID = Duration.ofSeconds(30);
    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Ticket> open = new ConcurrentHashMap<>();

    private record Ticket(ProviderCall call, long until) {}

    /// A new one; an older one of the same call is void.
    String issue(ProviderCall call) {
        revoke(call);
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        open.put(token, new Ticket(call, System.nanoTime() + VALID.toNanos()));
        return token;
    }

    /// The call of a ticket, which is void from now on.
    Optional<ProviderCall> redeem(String token) {
        return Optional.ofNullable(open.remove(token))
                .filter(ticket -> System.nanoTime() - ticket.until() < 0)
                .map(Ticket::call);
    }

    void revoke(ProviderCall call) {
        open.values().removeIf(ticket -> ticket.call() == call);
    }
}
