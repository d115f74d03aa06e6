package kept.voice;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A time in which a line was red: it cut off callers, could not be reached, or showed that something is wrong.
///
/// @param drops how many were cut off when it turned red
/// @param promise the word to mend it, with an owner and a due time
/// @param why what failed, as a part of a sentence
public record LineIncident(
        UUID id,
        String line,
        Instant openedAt,
        @Nullable Instant closedAt,
        int drops,
        UUID promise,
        Cause cause,
        String why) {
    /// What turned it red, and so what ends it.
    public enum Cause {
        DROPS("drops"),
        CHECK("check"),
        SIGNALS("signals");

        private final String word;

        Cause(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        static Cause of(String word) {
            return java.util.Arrays.stream(values())
                    .filter(cause -> cause.word.equals(word))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// Where the page of its line is.
    public String path() {
        return Line.path(line);
    }

    /// Why it is red, as a part of a sentence.
    public String words() {
        return why.isEmpty() ? "%d callers were cut off within an hour".formatted(drops) : why;
    }
}
