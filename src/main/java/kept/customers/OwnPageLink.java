package kept.customers;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Makes and reads the signed link to a customer's own page: whose page, about which case (or none), until when.
/// Nothing else is needed to see it, and nothing but a post from that page acts on it.
@Component
public class OwnPageLink {
    private static final String PURPOSE = "own-page";
    private static final int PAYLOAD = 36;
    private static final UUID NO_CASE = new UUID(0, 0);

    /// How long a link works after the last time it speaks of.
    public static final Duration AFTER = Duration.ofDays(7);

    private final Signatures signatures;
    private final Clock clock;

    OwnPageLink(Signatures signatures, Clock clock) {
        this.signatures = signatures;
        this.clock = clock;
    }

    /// What a link opens.
    public record Opened(UUID customer, Optional<UUID> onCase, Instant until) {}

    /// The path of a link that works until seven days after `lastTime`.
    public String path(UUID customer, UUID caseIdOrNone, Instant lastTime) {
        Instant from = lastTime.isAfter(clock.instant()) ? lastTime : clock.instant();
        var payload = ByteBuffer.allocate(PAYLOAD);
        payload.putLong(customer.getMostSignificantBits())
                .putLong(customer.getLeastSignificantBits());
        payload.putLong(caseIdOrNone.getMostSignificantBits())
                .putLong(caseIdOrNone.getLeastSignificantBits());
        payload.putInt((int) from.plus(AFTER).getEpochSecond());
        byte[] bytes = payload.array();
        byte[] whole = Arrays.copyOf(bytes, PAYLOAD + Signatures.LENGTH);
        System.arraycopy(
                signatures.sign(PURPOSE, text(bytes)), 0, whole, PAYLOAD, Signatures.LENGTH);
        return "/p/" + text(whole);
    }

    public static UUID noCase() {
        return NO_CASE;
    }

    /// What the token opens, unless it was changed or its time is over.
    public Optional<Opened> read(String token) {
        byte[] whole;
        try {
            whole = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        if (whole.length != PAYLOAD + Signatures.LENGTH || !text(whole).equals(token)) {
            return Optional.empty();
        }
        byte[] payload = Arrays.copyOf(whole, PAYLOAD);
        if (!signatures.fits(
                PURPOSE, text(payload), Arrays.copyOfRange(whole, PAYLOAD, whole.length))) {
            return Optional.empty();
        }
        var buffer = ByteBuffer.wrap(payload);
        var customer = new UUID(buffer.getLong(), buffer.getLong());
        var onCase = new UUID(buffer.getLong(), buffer.getLong());
        var until = Instant.ofEpochSecond(Integer.toUnsignedLong(buffer.getInt()));
        if (until.isBefore(clock.instant())) {
            return Optional.empty();
        }
        return Optional.of(
                new Opened(
                        customer,
                        onCase.equals(NO_CASE) ? Optional.empty() : Optional.of(onCase),
                        until));
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
