package kept.setup;

import kept.teams.Unit;

/// A unit with its answer times in hours.
public record UnitRow(Unit unit, String first, String next) {}
