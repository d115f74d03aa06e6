package kept.desk;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import kept.transcripts.TranscriptLine;

/// A call about a case, in its list.
///
/// @param how what became of it
/// @param recorded whether one can hear it
/// @param said what the agent wrote down of it
public record CallLine(
        UUID id,
        Instant at,
        boolean outgoing,
        String how,
        boolean recorded,
        List<TranscriptLine> said) {
    public CallLine {
        said = List.copyOf(said);
    }
}
