package kept.voice;

import java.time.Duration;
import java.util.Locale;
import kept.kernel.Refusal;

/// Whether calls are recorded, and how long that is kept.
///
/// @param keepDays from 1 to 3,650
public record RecordingRule(Mode mode, int keepDays) {
    /// What a caller must hear or do first.
    public enum Mode {
        /// Nothing is recorded.
        OFF,
        /// He hears that it is recorded, and may press 2 to have it left off.
        ANNOUNCED,
        /// It is recorded only if he presses 1.
        AGREED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Mode of(String word) {
            for (var mode : values()) {
                if (mode.word().equals(word)) {
                    return mode;
                }
            }
            throw Refusal.malformed("recording", "Calls are recorded off, announced or agreed.");
        }
    }

    public RecordingRule {
        if (keepDays < 1 || keepDays > 3_650) {
            throw Refusal.invalid("keepDays", "Recordings are kept for 1 to 3,650 days.");
        }
    }

    public Duration keptFor() {
        return Duration.ofDays(keepDays);
    }
}
