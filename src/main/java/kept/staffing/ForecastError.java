package kept.staffing;

/// How far forecasts were off: every day of the history was forecast from the days before it, and compared with what came.
///
/// @param days that could be forecast
/// @param off by how much intervals were missed, all misses together as a share of all calls
/// @param bias by how much more was expected than came, as a share of all calls
/// @param inRange how many of a hundred intervals lay in the range that was given for them, or -1 if none was yet; 80 are meant to
/// @param lastWeekOff the same as `off` for a plain copy of the week before, or -1 if no day had one
public record ForecastError(int days, double off, double bias, int inRange, double lastWeekOff) {}
