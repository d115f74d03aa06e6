package kept.menus;

import java.time.Instant;

/// One version of a menu in a list.
public record VersionRow(int number, String by, Instant at) {}
