package kept.mail;

import org.jspecify.annotations.Nullable;

/// What a report about an undelivered mail says: the failed recipient as far as it is named, why, whether trying again is
/// pointless (`hard`), the enhanced status code (RFC 3463) and the reply, either empty if unknown, and the id of the mail it is about.
public record Bounce(
        @Nullable String recipient,
        BounceReason reason,
        boolean hard,
        String status,
        String diagnostic,
        @Nullable String originalMessageId) {}
