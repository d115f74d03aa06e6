package kept.transcripts;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One thing that was said in a call.
///
/// @param ours whether we said it, and not the customer
/// @param heard where in a recording a machine heard it; none if somebody typed it
/// @param person who typed it, or spoke it for us; none if that is not known
/// @param word whether there is a word with a date in it that somebody still has to look at
/// @param promise the promise that was made of it
public record TranscriptLine(
        UUID id,
        UUID contact,
        boolean ours,
        String text,
        Instant at,
        @Nullable Heard heard,
        @Nullable UUID person,
        Word word,
        @Nullable UUID promise) {

    /// Where a machine heard it, and how sure it is, from 0 to 1.
    public record Heard(UUID recording, Duration at, double confidence) {
        /// "3:05".
        public String clock() {
            return "%d:%02d".formatted(at.toMinutes(), at.toSecondsPart());
        }
    }

    /// What became of the words in it that sound like a promise.
    public enum Word {
        /// Nobody has said yet.
        OPEN,
        /// It is a promise.
        GIVEN,
        /// It is none.
        NONE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
