package kept.routing;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What somebody at the telephone does now, and since when.
///
/// @param reason why he is away
/// @param until when his wrap-up ends by itself
/// @param contact the call he is asked for, or talks in
public record Agent(
        UUID person,
        State state,
        @Nullable String reason,
        Instant since,
        @Nullable Instant until,
        @Nullable UUID contact,
        Set<String> skills,
        Set<UUID> units) {
    public Agent {
        skills = Set.copyOf(skills);
        units = Set.copyOf(units);
    }

    /// Only a free agent is asked for a call.
    public enum State {
        OFF("off"),
        FREE("free"),
        AWAY("away"),
        OFFERED("offered"),
        TALKING("talking"),
        WRAP_UP("wrapUp");

        private final String word;

        State(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        static State of(String word) {
            for (var state : values()) {
                if (state.word.equals(word)) {
                    return state;
                }
            }
            throw new IllegalArgumentException("no state of an agent: " + word);
        }
    }
}
