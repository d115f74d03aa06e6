package kept.catcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static Catcher catcher(Judge judge) {
        return new Catcher(OwnSet.VIENNA, OwnSet.house(), Locale.ENGLISH, judge);
    }

    @Test
    void what_agents_dismiss_again_and_again_is_no_longer_caught_and_the_rest_still_is() {
        var corrections = new ArrayList<Corrections.Correction>();
        for (int i = 0; i < 60; i++) {
            corrections.add(
                    new Corrections.Correction(
                            "The weekly newsletter will reach you on Friday.", false));
        }
        var learned = Judge.shipped().after(corrections, OwnSet.SAID);
        String newsletter = "The weekly newsletter will reach you on Monday.";
        assertThat(catcher(Judge.shipped()).in(newsletter, OwnSet.SAID)).isNotEmpty();
        assertThat(catcher(learned).in(newsletter, OwnSet.SAID)).isEmpty();
        assertThat(catcher(learned).in("We will call you back tomorrow.", OwnSet.SAID))
                .isNotEmpty();
    }

    @Test
    void a_few_corrections_move_little() {
        var one = new ArrayList<Corrections.Correction>();
        one.add(new Corrections.Correction("We will call you on Friday.", false));
        var before = Score.of(OwnSet.read("development.tsv"), catcher(Judge.shipped()));
        var after =
                Score.of(
                        OwnSet.read("development.tsv"),
                        catcher(Judge.shipped().after(one, OwnSet.SAID)));
        assertThat(after).isEqualTo(before);
    }
}
