package kept.misses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import kept.Cast;
import kept.KeptTest;
import kept.SettableClock;
import kept.jobs.TimerEngine;
import kept.kernel.Refusal;
import kept.promises.Promise;
import kept.promises.Promises;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@KeptTest
class MissesTest {
    @Autowired Cast cast;
    @Autowired Misses misses;
    @Autowired Promises promises;
    @Autowired TimerEngine timers;
    @Autowired SettableClock clock;

    private Promise word() {
        return cast.word(
                cast.phoneCaseOf(cast.customer("Meera Nair"), "line"),
                "You get it",
                clock.instant().plus(Duration.ofHours(1)));
    }

    private Promise missed() {
        var word = word();
        clock.pass(Duration.ofHours(2));
        while (timers.turn() > 0) {}
        return word;
    }

    @Test
    void eachReasonHasItsOwnDigit() {
        assertThat(misses.reasons().stream().map(MissReason::key))
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 0);
    }

    @Test
    void aReasonIsChosenByItsKeyAndTheHistoryOfTheWordTellsWhoSaidIt() {
        var word = missed();
        assertThat(misses.of(List.of(word.id()))).isEmpty();
        misses.say(cast.as(cast.asha), word.id(), "3");
        misses.say(cast.as(cast.lena), word.id(), "supplier");
        assertThat(misses.of(List.of(word.id())).get(word.id()))
                .satisfies(miss -> {
                    assertThat(miss.reason().code()).isEqualTo("supplier");
                    assertThat(miss.by()).isEqualTo(cast.lena.id());
                    assertThat(miss.at()).isEqualTo(clock.instant());
                });
        assertThat(promises.history(cast.as(cast.lena), word.id()))
                .filteredOn(e -> e.kind().equals("promise.missExplained"))
                .extracting(e -> e.body())
                .containsExactly(
                        "{\"reason\":\"part\",\"state\":\"broken\"}",
                        "{\"reason\":\"supplier\",\"state\":\"broken\"}");
    }

    @Test
    void aWordThatWasNotBrokenHasNoReason() {
        var word = word();
        assertThatThrownBy(() -> misses.say(cast.as(cast.asha), word.id(), "1"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("not broken");
    }

    @Test
    void anUnknownReasonIsAnsweredWithThoseThatThereAre() {
        var word = missed();
        assertThatThrownBy(() -> misses.say(cast.as(cast.asha), word.id(), "bad luck"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("1 Forgotten");
        assertThatThrownBy(() -> misses.say(cast.as(cast.vera), word.id(), "1"))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> misses.say(cast.as(cast.nils), word.id(), "1"))
                .isInstanceOf(Refusal.class);
        assertThat(misses.of(List.of(word.id()))).isEmpty();
    }
}
