package kept.reach;

import java.time.Instant;

/// How a line is watched.
///
/// @param minutes from one check to the next, 0 for never
/// @param turn how many checks there were
/// @param streak checks in a row that were well, or below zero those that were not
public record Watched(String line, int minutes, Instant next, int turn, int streak) {}
