package kept.voice;

import java.time.Instant;
import java.util.UUID;

/// One person at the telephone, for the wallboard and for those who put callers through.
///
/// @param words what he does, in words
/// @param reachable whether one of his telephones is there
public record AgentRow(
        UUID person, String name, String state, String words, Instant since, boolean reachable) {
    public boolean free() {
        return state.equals("free") && reachable;
    }
}
