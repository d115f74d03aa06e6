package kept.forecasts;

/// What became of the promises of one group lately, in sums of which half is forgotten every so often, so that what
/// drifts is followed; and how many of them are open.
final class Track {
    private static final double LONG = 30 * 86_400.0 / Math.log(2);
    private static final double SHORT = 5 * 86_400.0 / Math.log(2);

    private double ended;
    private double sum;
    private double squares;
    private double endedLately;
    private double sumLately;
    private double known;
    private double broken;
    private double knownLately;
    private double brokenLately;
    private double givenLately;
    private long at = Long.MIN_VALUE;
    final Hazards hazards = new Hazards();
    int open;
    int overdue;

    private void passTo(long second) {
        if (second <= at) {
            return;
        }
        if (at != Long.MIN_VALUE) {
            double slow = Math.exp((at - second) / LONG);
            double fast = Math.exp((at - second) / SHORT);
            ended *= slow;
            sum *= slow;
            squares *= slow;
            known *= slow;
            broken *= slow;
            endedLately *= fast;
            sumLately *= fast;
            knownLately *= fast;
            brokenLately *= fast;
            givenLately *= fast;
        }
        at = second;
    }

    void given(long second) {
        passTo(second);
        open++;
        givenLately++;
    }

    void ended(long second, double took) {
        passTo(second);
        open--;
        ended++;
        sum += took;
        squares += took * took;
        endedLately++;
        sumLately += took;
    }

    void known(long second, boolean broke) {
        passTo(second);
        known++;
        knownLately++;
        broken += broke ? 1 : 0;
        brokenLately += broke ? 1 : 0;
    }

    double usual(long second, double prior, double weight) {
        passTo(second);
        return (sum + weight * prior) / (ended + weight);
    }

    double spread(long second, double mean) {
        passTo(second);
        return Math.sqrt(
                Math.max(0, (squares - 2 * mean * sum + mean * mean * ended + 2) / (ended + 1)));
    }

    double lately(long second, double prior) {
        passTo(second);
        return (sumLately + 3 * prior) / (endedLately + 3);
    }

    double share(long second, double prior, double weight) {
        passTo(second);
        return (broken + weight * prior) / (known + weight);
    }

    double shareLately(long second, double prior) {
        passTo(second);
        return (brokenLately + 3 * prior) / (knownLately + 3);
    }

    double seen(long second) {
        passTo(second);
        return ended;
    }

    double pace(long second) {
        passTo(second);
        return endedLately;
    }

    double inflow(long second) {
        passTo(second);
        return givenLately;
    }
}
