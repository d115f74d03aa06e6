package kept.catcher;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// How well sentences were told apart: caught rightly, caught wrongly and missed; and of those caught rightly that have a
/// due time, how many have the right one.
public record Score(int right, int wrong, int missed, int dated, int dueRight) {
    public static Score of(List<OwnSet.Line> lines, Catcher catcher) {
        int right = 0;
        int wrong = 0;
        int missed = 0;
        int dated = 0;
        int dueRight = 0;
        for (var line : lines) {
            var caught = catcher.in(line.sentence(), OwnSet.SAID);
            boolean found = !caught.isEmpty();
            right += found && line.promise() ? 1 : 0;
            wrong += found && !line.promise() ? 1 : 0;
            missed += !found && line.promise() ? 1 : 0;
            var due = line.due();
            if (found && due != null) {
                dated++;
                dueRight +=
                        caught.stream()
                                        .map(Caught::dueAt)
                                        .filter(Objects::nonNull)
                                        .map(at -> LocalDateTime.ofInstant(at, OwnSet.VIENNA))
                                        .anyMatch(due::equals)
                                ? 1
                                : 0;
            }
        }
        return new Score(right, wrong, missed, dated, dueRight);
    }

    public double precision() {
        return (double) right / Math.max(1, right + wrong);
    }

    public double recall() {
        return (double) right / Math.max(1, right + missed);
    }

    public double f1() {
        return 2.0 * right / Math.max(1, 2 * right + wrong + missed);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "precision %.3f, recall %.3f, F1 %.3f, due %d of %d",
                precision(),
                recall(),
                f1(),
                dueRight,
                dated);
    }
}
