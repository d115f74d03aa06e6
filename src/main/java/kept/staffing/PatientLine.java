package kept.staffing;

/// A line in which everybody waits until he is answered (Erlang C, M/M/n).
record PatientLine(Load load, int agents, double waiting) implements WaitingLine {
    PatientLine(Load load, int agents) {
        this(load, agents, Erlang.waiting(agents, load.erlangs()));
    }

    @Override
    public double meanWait() {
        if (overloaded()) {
            return Double.POSITIVE_INFINITY;
        }
        return waiting == 0 ? 0 : waiting / (spare() / load.handleSeconds());
    }

    @Override
    public double speedOfAnswer() {
        return meanWait();
    }

    @Override
    public double serviceLevel(double withinSeconds) {
        return overloaded()
                ? 0
                : 1 - waiting * Math.exp(-spare() * withinSeconds / load.handleSeconds());
    }

    @Override
    public double abandoned() {
        return 0;
    }

    @Override
    public double occupancy() {
        return agents == 0 ? 0 : Math.min(1, load.erlangs() / agents);
    }

    @Override
    public boolean overloaded() {
        return load.erlangs() > 0 && load.erlangs() >= agents;
    }

    private double spare() {
        return agents - load.erlangs();
    }
}
