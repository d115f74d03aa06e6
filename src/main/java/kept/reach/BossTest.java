package kept.reach;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// A test of a line by one of us: he is rung at his own telephone and put through to the line as a caller whom nobody knows.
///
/// @param persona the made-up name under which he calls
/// @param shown the number that the house sees; empty for a withheld one
/// @param phone where he is rung, in E.164; empty for his telephones of the house
/// @param drawnUntil until when it may come, if its time was drawn; null if the time is known
/// @param openedAt when the owner asked whom it was with; before that no name is shown
public record BossTest(
        UUID id,
        String line,
        String persona,
        String shown,
        String errand,
        UUID tester,
        String phone,
        Instant at,
        @Nullable Instant drawnUntil,
        State state,
        String outcome,
        @Nullable UUID contact,
        UUID plannedBy,
        @Nullable Instant openedAt,
        Map<Integer, Answer> answers) {
    /// What is asked when it is over; the fourth when a word that was given has come due.
    public static final List<String> QUESTIONS =
            List.of(
                    "Was it easy to reach a person?",
                    "Did he understand what you wanted?",
                    "Did he give a clear word, with a date?",
                    "Was the word kept?",
                    "Would you come back?");

    /// The one about a word of ours.
    public static final int ABOUT_THE_WORD = 4;

    public BossTest {
        answers = Map.copyOf(answers);
        persona = text("persona", persona, 60);
        errand = text("errand", errand, 600);
    }

    public enum State {
        PLANNED,
        CALLING,
        DONE,
        FAILED,
        CANCELLED;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(java.util.Locale.ROOT));
        }
    }

    /// A mark from 1 (no) to 5 (yes), and a line of words.
    public record Answer(int mark, String words) {
        public Answer {
            words = words.strip();
            if (mark < 1 || mark > 5) {
                throw Refusal.invalid("mark", "A mark is from 1 to 5.");
            }
            if (words.length() > 300) {
                throw Refusal.invalid("words", "One line is enough: 300 characters at most.");
            }
        }
    }

    private static String text(String field, String text, int most) {
        String clean = text.strip();
        if (clean.isEmpty() || clean.length() > most) {
            throw Refusal.invalid(field, "The %s takes 1 to %d characters.".formatted(field, most));
        }
        return clean;
    }
}
