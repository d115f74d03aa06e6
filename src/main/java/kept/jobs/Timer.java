package kept.jobs;

import java.time.Instant;
import java.util.UUID;

/// Something that must happen at `dueAt`: `kind` says what, `subject` to which thing. One of a kind for each thing.
public record Timer(String kind, UUID subject, Instant dueAt) {}
