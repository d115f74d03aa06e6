package kept.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How long one will wait, by Little's law over the last callers who were answered: the place in the queue times the
/// usual time between two answers.
public final class WaitEstimate {
    /// As many answers are looked at.
    public static final int ANSWERS = 30;

    private static final int LEAST = 3;

    private WaitEstimate() {}

    /// @param place 1 for the next one
    /// @param answered when callers of the queue were answered lately, in any order
    /// @return empty if too few were answered to know
    public static Optional<Duration> of(int place, List<Instant> answered, Instant now) {
        if (answered.size() < LEAST) {
            return Optional.empty();
        }
        Instant first = answered.stream().min(Instant::compareTo).orElse(now);
        // a queue in which nobody is answered any more gets slower with every minute
        double between = Duration.between(first, now).toMillis() / (double) answered.size();
        return Optional.of(Duration.ofMillis(Math.round(place * between)));
    }
}
