package kept.staffing;

/// The sum over all lengths of a queue from which callers also give up: of y^j / ((x+1) ... (x+j)) from j = 0, which is Palm's
/// function. Time is counted in patiences: with j in the queue one leaves it every 1 / (x+j).
///
/// @param log the logarithm of the sum, which may be far beyond a double
/// @param length how many wait on average when all agents are busy
/// @param answeredWait how long those who find all agents busy wait for their answer on average, those who give up counted
///     as nothing
record QueueSum(double log, double length, double answeredWait) {
    private static final double SMALL = 1e-17;
    private static final double LARGE = 1e200;

    /// @param x agents that become free in the time of one patience
    /// @param y calls that come in it
    static QueueSum of(double x, double y) {
        double term = 1;
        double sum = 0;
        double lengths = 0;
        double waits = 0;
        double wait = 0;
        double scaled = 0;
        for (int j = 0; ; j++) {
            double next = x + j + 1;
            wait += 1 / next;
            sum += term;
            lengths += term * j;
            // of those with j before them, x / (x+j+1) hold out
            waits += term * wait * x / next;
            if (next > y && term * (j + 1) * next < SMALL * sum * (next - y)) {
                return new QueueSum(Math.log(sum) + scaled, lengths / sum, waits / sum);
            }
            term *= y / next;
            if (sum > LARGE) {
                term /= LARGE;
                sum /= LARGE;
                lengths /= LARGE;
                waits /= LARGE;
                scaled += Math.log(LARGE);
            }
        }
    }
}
