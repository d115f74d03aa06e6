package kept.recordings;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// What was recorded in one call: WAV, two tracks of 8,000 Hz and 16 bit, the caller left and the house right.
///
/// @param bytes of the whole file
/// @param trouble what went wrong, or an empty text
public record Recording(
        UUID id,
        UUID contact,
        Kind kind,
        Consent consent,
        State state,
        Instant beganAt,
        Duration length,
        long bytes,
        Instant eraseAt,
        String trouble,
        List<Mark> marks) {

    /// A talk, or a message that somebody left.
    public enum Kind {
        CALL,
        MESSAGE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Why it may be: he heard of it and stayed, he pressed the key for yes, or he left it on purpose.
    public enum Consent {
        ANNOUNCED,
        AGREED,
        LEFT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum State {
        RUNNING,
        KEPT,
        FAILED,
        ERASED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A moment in it.
    ///
    /// @param at since it began
    public record Mark(Duration at, String what) {
        /// "3:05".
        public String clock() {
            return "%d:%02d".formatted(at.toMinutes(), at.toSecondsPart());
        }
    }

    public Recording {
        marks = List.copyOf(marks);
    }

    /// Whether there is something to hear.
    public boolean kept() {
        return state == State.KEPT;
    }

    /// "3:05".
    public String clock() {
        return new Mark(length, "").clock();
    }
}
