package kept.promises;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A promise from before Kept, as another system knew it: something to learn from, nothing to watch. `closedAt` is null
/// if it was still open when it was exported.
public record PastPromise(
        String externalId,
        String customer,
        String unit,
        String kind,
        Instant givenAt,
        Instant dueAt,
        @Nullable Instant closedAt,
        Outcome outcome) {

    /// What became of it.
    public enum Outcome {
        OPEN("open"),
        KEPT("kept"),
        KEPT_LATE("keptLate"),
        BROKEN("broken"),
        RENEGOTIATED("renegotiated"),
        RELEASED("released"),
        WITHDRAWN("withdrawn"),
        VOID("void");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        /// The word in files and tables.
        public String word() {
            return word;
        }

        /// What the times alone say.
        public static Outcome of(Instant dueAt, @Nullable Instant closedAt) {
            return closedAt == null ? OPEN : closedAt.isAfter(dueAt) ? KEPT_LATE : KEPT;
        }

        public static Optional<Outcome> named(String word) {
            return Arrays.stream(values()).filter(outcome -> outcome.word.equals(word)).findFirst();
        }

        public static List<String> words() {
            return Arrays.stream(values()).map(Outcome::word).toList();
        }
    }
}
