package kept.staffing;

/// The two formulas of A. K. Erlang (1917) that need nothing but a load and a number of agents. They are worked out by the
/// recursion over agents, without powers or factorials, so they hold for thousands of agents.
public final class Erlang {
    private Erlang() {}

    /// Erlang B: the share of calls that find all of `agents` busy, if those who do go away at once.
    ///
    /// @param erlangs the offered load, not negative
    public static double blocking(int agents, double erlangs) {
        if (agents < 0 || !(erlangs >= 0) || erlangs == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "Neither agents nor load are negative: " + agents + ", " + erlangs);
        }
        double blocking = 1;
        for (int i = 1; i <= agents; i++) {
            blocking = erlangs * blocking / (i + erlangs * blocking);
        }
        return blocking;
    }

    /// Erlang C: the share of calls that wait, if everybody waits until he is answered; 1 if the load is as large as the
    /// number of agents, for then the line grows without end.
    public static double waiting(int agents, double erlangs) {
        double blocking = blocking(agents, erlangs);
        if (erlangs >= agents) {
            return erlangs == 0 ? 0 : 1;
        }
        return blocking / (1 - erlangs / agents * (1 - blocking));
    }
}
