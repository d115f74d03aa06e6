package kept.reach;

import java.util.List;
import kept.promises.Promise;
import kept.reach.BossTest.Answer;
import org.jspecify.annotations.Nullable;

/// A test as its page shows it.
///
/// @param lineName the name of the line, or its number where it is gone
/// @param timing null before it came in
/// @param word the word that was given in it, if any
/// @param with with whom it was; empty before the owner has asked
/// @param mine whether the viewer is the tester
public record BossView(
        BossTest test,
        String lineName,
        String tester,
        @Nullable Timing timing,
        @Nullable Promise word,
        String with,
        boolean mine,
        boolean leads,
        boolean owner,
        List<Asked> asked) {

    /// A question, whether it is asked by now, and what was answered.
    public record Asked(int number, String question, boolean now, @Nullable Answer answer) {}

    /// The mean of the marks, as "4.2"; empty where none was given.
    public String mark() {
        return test.answers().isEmpty()
                ? ""
                : "%.1f"
                        .formatted(
                                test.answers().values().stream()
                                        .mapToInt(Answer::mark)
                                        .average()
                                        .orElse(0));
    }
}
