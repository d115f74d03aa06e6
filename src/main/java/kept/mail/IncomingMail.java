package kept.mail;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A mail that came, as a person looks for it. `state` is waiting, filed, aside, unreadable or dropped; `why` says what
/// set it aside.
public record IncomingMail(
        UUID id,
        String state,
        String kind,
        String from,
        String subject,
        String why,
        Instant receivedAt,
        UUID file,
        @Nullable UUID caseId) {}
