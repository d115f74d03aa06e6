package kept.simulator;

/// Counts what happened.
final class Tally {
    long steps;
    long asked;
    long refused;
    long fired;
    long commits;
    long rollbacks;
    long faults;
    long crashes;
}
