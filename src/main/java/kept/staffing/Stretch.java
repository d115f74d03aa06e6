package kept.staffing;

/// A part of a day with a steady load and a fixed number of agents.
record Stretch(double seconds, Load load, int agents) {}
