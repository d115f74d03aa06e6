package kept.voice;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import kept.sip.Caller;
import kept.sip.DigestSecrets;
import kept.sip.TrunkAccount;
import org.springframework.stereotype.Component;

/// Calls that the house makes to its own lines, as an outsider would. They prove themselves by a password of this run of the program,
/// and each shows a number that nobody can guess and that is good once; so nobody else can pass for one.
@Component
class OwnCalls {
    private static final int BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final String user = secret();
    private final String password = secret();
    private final DigestSecrets secrets = DigestSecrets.of(user, Lines.REALM, password);
    private final Map<String, Ticket> open = new ConcurrentHashMap<>();

    /// One call of ours.
    ///
    /// @param shown whom the house sees as its caller
    /// @param synthetic whether nobody is there
    /// @param contact the conversation that it becomes
    record Ticket(
            String number, Caller shown, boolean synthetic, CompletableFuture<UUID> contact) {}

    Ticket ticket(Caller shown, boolean synthetic) {
        var ticket = new Ticket(secret(), shown, synthetic, new CompletableFuture<>());
        open.put(ticket.number(), ticket);
        return ticket;
    }

    /// The ticket that shows this number; it is taken and good no more.
    Optional<Ticket> redeem(String number) {
        return Optional.ofNullable(open.remove(number));
    }

    /// It did not come in.
    void forget(Ticket ticket) {
        open.remove(ticket.number());
    }

    Optional<DigestSecrets> secrets(String name) {
        return name.equals(user) ? Optional.of(secrets) : Optional.empty();
    }

    TrunkAccount account(String host, int port) {
        return new TrunkAccount("sip:" + host + ":" + port, user, password, Duration.ofMinutes(5));
    }

    private String secret() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return "own-" + HexFormat.of().formatHex(bytes);
    }
}
