package kept.voice;

import java.time.Instant;
import java.util.UUID;
import kept.catcher.Caught;
import kept.transcripts.TranscriptLine;
import org.jspecify.annotations.Nullable;

/// A line of a call as its page shows it.
///
/// @param heard where in a recording; none if it was typed
/// @param word the word with a date in it that nobody has looked at yet
/// @param promise the promise that was made of it
public record SpokenLine(
        UUID id,
        boolean ours,
        String text,
        Instant at,
        TranscriptLine.@Nullable Heard heard,
        @Nullable Caught word,
        @Nullable UUID promise) {}
