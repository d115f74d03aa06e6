package kept.catcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OwnSetTest {
    @Test
    void promises_in_unseen_sentences_of_agents_are_caught_and_little_else() {
        var score = Score.of(OwnSet.read("held-out.tsv"), CatcherFigures.withModel());
        System.out.println("own set, held-out half: " + score);
        assertThat(score.precision()).isGreaterThan(0.9);
        assertThat(score.f1()).isGreaterThan(0.9);
    }
}
