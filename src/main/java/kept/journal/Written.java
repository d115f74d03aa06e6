package kept.journal;

import java.util.UUID;

/// Something was written to the history of `stream`; told inside the transaction that wrote it.
public record Written(UUID stream, String kind) {}
