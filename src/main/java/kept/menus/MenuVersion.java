package kept.menus;

import java.time.Instant;
import java.util.UUID;

/// One version of a menu: who wrote it, and when.
public record MenuVersion(int number, UUID by, Instant at) {}
