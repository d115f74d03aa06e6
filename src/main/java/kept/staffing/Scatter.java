package kept.staffing;

import java.util.ArrayDeque;
import java.util.Comparator;

/// How much wider than chance a range must be to hold what came: the least spread with which 80 of 100 lately expected calls
/// fell into an interval whose range would have held. A few days of storm, which would blow up a variance, hardly move it.
final class Scatter {
    private static final int REMEMBERED = 2_000;
    private static final double HELD = 0.8;
    private static final double NORMAL_TENTH = 1.2815515655446004;

    private final ArrayDeque<Miss> misses = new ArrayDeque<>();

    /// The spread that one range would have needed, and for how many calls it counts.
    private record Miss(double spread, double weight) {}

    void add(double mean, int count) {
        if (mean <= 0) {
            return;
        }
        // calls are whole, so a range reaches half a call further
        double deviation = Math.max(0, Math.abs(count - mean) - 0.5) / NORMAL_TENTH;
        double spread = Math.max(0, (deviation * deviation - mean) / (mean * mean));
        misses.add(new Miss(spread, mean));
        if (misses.size() > REMEMBERED) {
            misses.remove();
        }
    }

    /// Zero if nothing was seen.
    double spread() {
        var sorted = misses.stream().sorted(Comparator.comparingDouble(Miss::spread)).toList();
        double left = HELD * sorted.stream().mapToDouble(Miss::weight).sum();
        for (var miss : sorted) {
            left -= miss.weight();
            if (left <= 0) {
                return miss.spread();
            }
        }
        return 0;
    }
}
