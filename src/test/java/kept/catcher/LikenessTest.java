package kept.catcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikenessTest {
    private static double between(String a, String b) {
        return Likeness.of(a).to(Likeness.of(b));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The line drops every evening | My internet is dead again since seven",
                "I was charged twice on my last bill | There is a wrong charge on the invoice",
                "Where is my parcel? | The delivery has not come and the courier does not answer",
                "The technician did not come | Nobody showed up for the appointment with the engineer",
                "Meine Leitung ist tot | Das Internet fällt jeden Abend aus, die Verbindung bricht ab",
                "The router blinks red | My modem is blinking red all the time",
                "My activation has not happened | When will you activate the broadband?",
                "The chairs arrived cracked | One chair is broken"
            })
    void what_is_about_the_same_matter_is_alike(String a, String b) {
        assertThat(between(a, b)).isGreaterThanOrEqualTo(Likeness.SAME_MATTER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The line drops every evening | Please change my postal address",
                "I was charged twice on my last bill | The technician did not come",
                "Where is my parcel? | How do I change my password?",
                "I want to order a second table | The router blinks red",
                "Thank you for your help yesterday | Thank you, when are you open on Saturday?",
                "Please cancel my contract | Which colours do the chairs come in?"
            })
    void what_is_about_another_matter_is_not(String a, String b) {
        assertThat(between(a, b)).isLessThan(Likeness.SAME_MATTER);
    }

    @Test
    void aTextIsAsAlikeToItselfAsCanBeAndNothingIsAlikeToNothing() {
        assertThat(between("The line drops", "The line drops"))
                .isEqualTo(1, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(between("", "The line drops")).isZero();
        assertThat(between("the and you", "the and you")).isZero();
    }
}
