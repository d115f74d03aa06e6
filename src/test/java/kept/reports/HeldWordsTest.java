package kept.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import kept.Cast;
import kept.KeptTest;
import kept.SettableClock;
import kept.cases.Case;
import kept.kernel.Refusal;
import kept.promises.Promise;
import kept.promises.Promises;
import kept.reports.WordReport.By;
import kept.reports.WordReport.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@KeptTest
class HeldWordsTest {
    @Autowired Cast cast;
    @Autowired Reports reports;
    @Autowired Promises promises;
    @Autowired SettableClock clock;
    @Autowired WordTable table;
    @Autowired TransactionTemplate transaction;

    private Instant from = Instant.EPOCH;
    private Case theCase;

    @BeforeEach
    void newTime() {
        clock.pass(Duration.ofHours(1));
        from = clock.instant();
        theCase = cast.phoneCaseOf(cast.customer("Meera Nair"), "line");
    }

    private Promise word() {
        return wordIn(theCase);
    }

    private Promise wordIn(Case of) {
        clock.pass(Duration.ofSeconds(1));
        return cast.word(of, "You get it", clock.instant().plus(Duration.ofHours(4)));
    }

    private WordReport.Row total() {
        clock.pass(Duration.ofSeconds(1));
        return reports.word(
                        cast.as(cast.asha), from, clock.instant(), By.UNIT, SettableClock.VIENNA)
                .total();
    }

    @Test
    void every_figure_is_the_length_of_the_list_behind_it_whatever_happens_to_words() {
        var random = new Random(7);
        for (int i = 0; i < 60; i++) {
            happens(random, word());
            if (i % 10 == 9) {
                figuresAgreeWithLists();
            }
        }
    }

    private void happens(Random random, Promise word) {
        var asha = cast.as(cast.asha);
        switch (random.nextInt(7)) {
            case 0 -> promises.confirm(asha, word.id(), null);
            case 1 -> promises.release(asha, word.id(), null, "no longer wanted");
            case 2 -> promises.withdraw(asha, word.id(), null, "cannot be done");
            case 3 -> promises.declareVoid(cast.as(cast.lena), word.id(), null, "typed by mistake");
            case 4 ->
                    promises.confirm(
                            asha,
                            promises.redate(
                                            asha,
                                            word.id(),
                                            null,
                                            clock.instant().plus(Duration.ofHours(9)),
                                            null,
                                            "parts are late")
                                    .id(),
                            null);
            case 5 -> {
                clock.pass(Duration.ofHours(5));
                promises.confirm(asha, word.id(), null);
            }
            default -> clock.pass(Duration.ofHours(1));
        }
    }

    private void figuresAgreeWithLists() {
        var row = total();
        assertThat(row.given()).isEqualTo(behind(Outcome.GIVEN));
        assertThat(row.keptOnFirst()).isEqualTo(behind(Outcome.KEPT_ON_FIRST));
        assertThat(row.kept()).isEqualTo(behind(Outcome.KEPT));
        assertThat(row.keptLate()).isEqualTo(behind(Outcome.KEPT_LATE));
        assertThat(row.broken()).isEqualTo(behind(Outcome.BROKEN));
        assertThat(row.released()).isEqualTo(behind(Outcome.RELEASED));
        assertThat(row.open()).isEqualTo(behind(Outcome.OPEN));
        assertThat(row.warnedBeforeDue()).isEqualTo(behind(Outcome.WARNED));
    }

    private int behind(Outcome outcome) {
        return reports.behind(cast.as(cast.asha), from, clock.instant(), By.UNIT, null, outcome)
                .size();
    }

    @Test
    void a_word_whose_transaction_ends_after_a_later_one_is_counted_as_well() throws Exception {
        assertThat(total().given()).isZero();
        var another = cast.phoneCaseOf(cast.customer("Ravi Nair"), "line");
        var given = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var slow =
                Thread.ofPlatform()
                        .start(() ->
                                transaction.executeWithoutResult(_ -> {
                                    wordIn(another);
                                    given.countDown();
                                    await(mayEnd);
                                }));
        await(given);
        word();
        assertThat(total().given()).isEqualTo(1);
        mayEnd.countDown();
        slow.join();
        assertThat(total().given()).isEqualTo(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void changes_that_everybody_has_followed_are_cleared_away() {
        word();
        assertThat(total().given()).isEqualTo(1);
        var round = new WordChangeRound(table);
        for (int i = 0; i < 4; i++) {
            round.turn();
        }
        assertThat(table.changesSince("1:1:", 1).rows()).isEmpty();
        word();
        assertThat(total().given()).isEqualTo(2);
    }

    @Test
    void a_word_that_is_void_is_no_longer_counted() {
        var word = word();
        assertThat(total().given()).isEqualTo(1);
        promises.declareVoid(cast.as(cast.lena), word.id(), null, "typed by mistake");
        assertThat(total().given()).isZero();
    }

    @Test
    void more_words_than_memory_holds_are_refused_with_what_to_do() {
        word();
        word();
        var small = new HeldWords(table, 1);
        assertThatThrownBy(() ->
                        transaction.execute(_ ->
                                small.count(
                                        from, clock.instant().plusSeconds(1), days -> days.size())))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Choose a shorter time");
    }

    @Test
    void days_asked_for_longest_ago_make_room_for_others() {
        Instant first = word().times().givenAt();
        clock.pass(Duration.ofDays(1));
        Instant second = word().times().givenAt();
        var small = new HeldWords(table, Math.max(given(first), given(second)));
        for (int i = 0; i < 2; i++) {
            assertThat(held(small, first)).isEqualTo(given(first));
            assertThat(held(small, second)).isEqualTo(given(second));
        }
    }

    private long given(Instant day) {
        return table.given(table.daysOf(day, day));
    }

    private long held(HeldWords words, Instant day) {
        Long found =
                transaction.execute(_ ->
                        words.count(
                                day,
                                day,
                                days -> days.values().stream().mapToLong(WordDay::size).sum()));
        return found == null ? 0 : found;
    }
}
