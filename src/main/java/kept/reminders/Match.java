package kept.reminders;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kept.catcher.Catcher;
import kept.catcher.Caught;
import kept.catcher.Likeness;
import kept.promises.Promise;
import org.jspecify.annotations.Nullable;

/// Which word in the ledger a customer means. A time that fits counts most, then words that are alike, then the kind; one
/// of them alone is not enough, unless the words are much alike.
final class Match {
    private static final Duration NEAR = Duration.ofHours(30);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final double ENOUGH = 1.0;
    private static final double ALIKE = 2.5;

    private Match() {}

    /// @param words those given to the customer lately, in any state
    static Optional<Promise> of(Caught said, List<Promise> words) {
        var like = Likeness.of(said.sentence());
        return words.stream()
                .filter(p -> score(said, like, p) >= ENOUGH)
                .max(
                        Comparator.<Promise>comparingDouble(p -> score(said, like, p))
                                .thenComparing(p -> p.times().givenAt()));
    }

    private static double score(Caught said, Likeness like, Promise p) {
        double score = ALIKE * like.to(Likeness.of(p.words().saidText()));
        if (!said.kind().equals("promise")
                && (said.kind().equals(p.words().kind())
                        || said.kind().equals(Catcher.kindOf(p.words().saidText())))) {
            score += 0.5;
        }
        if (fits(said.dueAt(), p.due()) || fits(said.dueAt(), p.times().firstDue())) {
            score += 0.8;
        }
        return score;
    }

    /// "By Monday" is read as the Monday to come, and may be the one that was.
    private static boolean fits(@Nullable Instant named, Instant due) {
        return named != null && (near(named, due) || near(named.minus(WEEK), due));
    }

    private static boolean near(Instant a, Instant b) {
        return Duration.between(a, b).abs().compareTo(NEAR) <= 0;
    }
}
