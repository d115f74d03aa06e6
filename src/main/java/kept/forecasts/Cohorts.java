package kept.forecasts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/// Which promises an estimate rests on where there are more than are read. The latest alone would be too young to show
/// what becomes of them if many are given a day: then some of those are read that had time to end, given at least one
/// and at least three usual lengths before the newest.
public final class Cohorts {
    private static final int[] LENGTHS = {1, 3};
    private static final double USUAL = 0.9;

    private Cohorts() {}

    /// @param latest the newest, at most `most`
    /// @param length for how long one was given
    /// @param before the newest of those given before a moment, at most half of `most`
    public static <T> List<T> of(
            List<T> latest,
            int most,
            Function<T, Instant> given,
            Function<T, Duration> length,
            Function<Instant, ? extends Collection<T>> before) {
        if (latest.size() < most) {
            return latest;
        }
        var all = new ArrayList<>(latest);
        var lengths = latest.stream().map(length).sorted().toList();
        Duration usual = lengths.get((int) (USUAL * (lengths.size() - 1)));
        Instant newest = latest.stream().map(given).max(Instant::compareTo).orElseThrow();
        for (int lengthsAgo : LENGTHS) {
            Instant oldest = all.stream().map(given).min(Instant::compareTo).orElseThrow();
            Instant ago = newest.minus(usual.multipliedBy(lengthsAgo));
            if (ago.isBefore(oldest)) {
                all.addAll(before.apply(ago));
            }
        }
        return all;
    }
}
