package kept.staffing;

import kept.kernel.Refusal;

/// A line in which callers give up after a time that is exponential (Erlang A, M/M/n+M; Palm 1957, with the wait as Zeltyn
/// and Mandelbaum 2005 give it). All sums are over positive terms, so nothing cancels.
final class ImpatientLine implements WaitingLine {
    private static final double LONGEST_PATIENCE = 3_600;

    private final Load load;
    private final int agents;

    /// Agents who become free while one caller is patient, if all are busy: n mu / theta.
    private final double service;

    /// Calls that come in that time: lambda / theta.
    private final double arrival;

    private final double patience;
    private final QueueSum queue;
    private final double waiting;

    /// @throws Refusal `INVALID` if nobody is that patient
    ImpatientLine(Load load, int agents, double patienceSeconds) {
        if (!(patienceSeconds >= 1 && patienceSeconds <= LONGEST_PATIENCE)) {
            throw Refusal.invalid(
                    "patienceSeconds",
                    "Give a patience from 1 to 3,600 seconds, or none if nobody gives up.");
        }
        this.load = load;
        this.agents = agents;
        patience = patienceSeconds;
        service = agents * patience / load.handleSeconds();
        arrival = load.callsPerSecond() * patience;
        queue = QueueSum.of(service, arrival);
        double blocking = Erlang.blocking(agents, load.erlangs());
        waiting =
                load.erlangs() == 0
                        ? 0
                        : 1 / (1 + (1 - blocking) / blocking * Math.exp(-queue.log()));
    }

    @Override
    public Load load() {
        return load;
    }

    @Override
    public int agents() {
        return agents;
    }

    @Override
    public double waiting() {
        return waiting;
    }

    @Override
    public double meanWait() {
        return abandoned() * patience;
    }

    @Override
    public double abandoned() {
        // those who wait give up at the rate 1 / patience
        return arrival == 0 ? 0 : waiting * queue.length() / arrival;
    }

    @Override
    public double speedOfAnswer() {
        if (agents == 0 && arrival > 0) {
            return Double.POSITIVE_INFINITY;
        }
        return waiting * queue.answeredWait() * patience / (1 - abandoned());
    }

    @Override
    public double serviceLevel(double withinSeconds) {
        if (agents == 0 || arrival == 0) {
            return arrival == 0 ? 1 : 0;
        }
        return Math.clamp(1 - abandoned() - answeredAfter(withinSeconds), 0, 1);
    }

    @Override
    public double occupancy() {
        return agents == 0 ? 0 : load.erlangs() * (1 - abandoned()) / agents;
    }

    @Override
    public boolean overloaded() {
        return false;
    }

    /// The share of all callers who are answered after they waited longer than that.
    private double answeredAfter(double seconds) {
        double left = Math.exp(-seconds / patience);
        double log =
                -arrival * Math.expm1(-seconds / patience)
                        - service * seconds / patience
                        + QueueSum.of(service + 1, arrival * left).log()
                        - queue.log();
        return waiting * left * service / (service + 1) * Math.exp(log);
    }
}
