package kept.catcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReminderTest {
    private final Catcher catcher = OwnSet.catcher();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "You said it would be repaired by Friday. | 2026-11-27T17:30",
                "You promised me a call by Monday! | 2026-11-30T17:30",
                "Your colleague told me that somebody would come tomorrow. | 2026-11-25T17:30",
                "I was promised a refund by the end of the month. | 2026-11-30T17:30",
                "They assured us it would arrive on 3 December. | 2026-12-03T17:30"
            })
    void a_word_that_a_customer_says_we_gave_is_found_with_its_time(String text, String due) {
        assertThat(catcher.reminders(text, OwnSet.SAID))
                .singleElement()
                .satisfies(c ->
                        assertThat(
                                        LocalDateTime.ofInstant(
                                                java.util.Objects.requireNonNull(c.dueAt()),
                                                OwnSet.VIENNA))
                                .isEqualTo(LocalDateTime.parse(due)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I will pay by Friday.",
                "I told you on Monday that the line is dead.",
                "You never said anything about a fee.",
                "Can somebody come on Friday?",
                "We were at home on Monday.",
                "You said the fee is 4 euros."
            })
    void other_sentences_of_customers_remind_of_nothing(String text) {
        assertThat(catcher.reminders(text, OwnSet.SAID)).isEmpty();
    }
}
