package kept.prompts;

import java.time.Instant;
import java.util.UUID;

/// A text that somebody of the house spoke himself.
public record RecordedPrompt(
        String name, String language, String says, UUID file, UUID by, Instant at) {}
