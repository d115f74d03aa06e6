package kept.routing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One who waits in a queue, on the line or for a call back.
///
/// @param enteredAt when he first asked for a person; kept through callbacks, drops and redials
/// @param priority higher ones come first; 0 for most
/// @param lastAgent who spoke with him last about this, if anybody
/// @param waitingSince when he came, or came back, into the queue: the last agent is waited for from then on
public record Waiting(
        UUID contact,
        UUID queue,
        Instant enteredAt,
        int priority,
        @Nullable UUID lastAgent,
        Instant waitingSince) {}
